package org.jiaoying.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.Archive.Said;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the store of history holds of a stretch of time, read page by page: never more than a page is in memory. A page is a
 * stretch of time, as long as the store can give it whole, and longer again where little was said. Each time at which something
 * was said is a heartbeat, and so is the end.
 *
 * @param site null for all
 * @param from first instant inside
 * @param to first instant no longer inside
 * @param mostOfPage rows of each measurement in a page
 */
public record StoredPast(Archive archive, @Nullable SiteKey site, Instant from, Instant to, int mostOfPage)
        implements Observations {
    static final int PAGE = 20_000;

    private static final String NAME = "history";
    private static final Duration FIRST_PAGE = Duration.ofMinutes(10);

    public StoredPast {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("开始时间必须早于结束时间。The beginning must lie before the end.");
        }
    }

    /** The same, in pages as large as is usual. */
    public static StoredPast of(Archive archive, @Nullable SiteKey site, Instant from, Instant to) {
        return new StoredPast(archive, site, from, to, PAGE);
    }

    @Override
    public Stream<ObservationEntry> open() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** For one thread. */
    private final class Pages implements Iterator<ObservationEntry> {
        private Instant reached = from;
        private Duration length = FIRST_PAGE;
        private Iterator<ObservationEntry> page =
                List.<ObservationEntry>of(heartbeat(from)).iterator();

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && reached.isBefore(to)) {
                page = turn();
            }
            return page.hasNext();
        }

        @Override
        public ObservationEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the past is over");
            }
            return page.next();
        }

        private Iterator<ObservationEntry> turn() {
            while (true) {
                Instant end = reached.plus(length).isBefore(to) ? reached.plus(length) : to;
                Optional<List<Said>> said = archive.said(site, reached, end, mostOfPage);
                if (said.isPresent()) {
                    length = said.get().size() < mostOfPage / 4 ? length.multipliedBy(2) : length;
                    reached = end;
                    return entries(said.get(), end).iterator();
                }
                shorten();
            }
        }

        private void shorten() {
            Duration half = Duration.ofMillis(length.toMillis() / 2);
            if (half.isZero()) {
                throw new HistoryUnavailableException(
                        "more than " + mostOfPage + " rows at " + reached,
                        new IllegalStateException("too many at once"));
            }
            length = half;
        }
    }

    private static List<ObservationEntry> entries(List<Said> said, Instant end) {
        var entries = new ArrayList<ObservationEntry>();
        Map<DeviceKey, List<Observation>> atOnce = new LinkedHashMap<>();
        for (int i = 0; i < said.size(); i++) {
            Said one = said.get(i);
            Instant at = one.observation().at();
            atOnce.computeIfAbsent(one.device(), first -> new ArrayList<>()).add(one.observation());
            if (i + 1 == said.size() || !said.get(i + 1).observation().at().equals(at)) {
                atOnce.forEach((device, observations) ->
                        entries.add(new ObservationEntry.Message(new DeviceMessage(device, at, observations))));
                entries.add(heartbeat(at));
                atOnce.clear();
            }
        }
        entries.add(heartbeat(end));
        return entries;
    }

    private static ObservationEntry heartbeat(Instant at) {
        return new ObservationEntry.Heartbeat(NAME, at);
    }
}
