package org.jiaoying.alerting.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.store.StandingViews;
import org.jiaoying.alerting.store.StandingViews.Calls;
import org.jiaoying.alerting.store.StandingViews.Standing;
import org.jiaoying.alerting.store.StandingViews.Texts;
import org.jiaoying.alerting.store.StandingViews.Warnings;
import org.jiaoying.domain.Level;

/**
 * What stands in the tables, as gauges that are read when Prometheus asks. All instances on one database tell the same: take
 * their maximum, not their sum. Where the database does not answer the gauges are gone, and {@code jiaoying.database.up} is 0:
 * an old figure would say that all is as it was.
 */
public final class StandingGauges {
    private static final List<String> WAITING = List.of("PENDING", "SUBMITTING");

    private final StandingViews views;
    private final Map<String, MultiGauge> gauges;
    private volatile double up = Double.NaN;

    public StandingGauges(StandingViews views, MeterRegistry meters) {
        this.views = views;
        this.gauges = Stream.of(
                        gauge("jiaoying.warnings.open", "warnings that are not closed"),
                        gauge("jiaoying.warnings.unanswered", "warnings that nobody has acknowledged"),
                        gauge("jiaoying.warnings.unreached", "warnings whose chain is at its end without an answer"),
                        gauge("jiaoying.steps.overdue", "warnings whose next step is overdue by over a minute"),
                        gauge("jiaoying.steps.overdue.oldest", "seconds since the oldest such step was due"),
                        gauge("jiaoying.outbox.texts", "texts not yet handed over"),
                        gauge("jiaoying.outbox.oldest", "age of the oldest text not yet handed over, in seconds"),
                        gauge("jiaoying.calls.open", "calls about warnings that are not closed"),
                        gauge("jiaoying.selfcheck.ok", "1 where the self-check found nothing"),
                        gauge("jiaoying.records.parked", "records set aside because they could not be taken, ever"),
                        gauge("jiaoying.audit.length", "lines of the audit log"))
                .collect(Collectors.toMap(Named::name, named -> named.gauge().register(meters)));
        Gauge.builder("jiaoying.database.up", this, self -> self.up)
                .description("1 where PostgreSQL answered the last question for figures")
                .register(meters);
    }

    private record Named(String name, MultiGauge.Builder gauge) {}

    private static Named gauge(String name, String description) {
        return new Named(name, MultiGauge.builder(name).description(description));
    }

    /** Reads them anew; never fails. */
    public Future<Void> refresh(Instant now) {
        return views.read(now)
                .map(standing -> {
                    set(standing);
                    up = 1;
                    return (Void) null;
                })
                .otherwise(failure -> {
                    gauges.keySet().forEach(name -> set(name, List.of()));
                    up = 0;
                    return null;
                });
    }

    private void set(Standing now) {
        set("jiaoying.warnings.open", byLevel(now, Warnings::open));
        set("jiaoying.warnings.unanswered", byLevel(now, Warnings::unanswered));
        set("jiaoying.warnings.unreached", byLevel(now, Warnings::unreached));
        set("jiaoying.steps.overdue", one(now.stepsOverdue()));
        set("jiaoying.steps.overdue.oldest", one(now.oldestStepSeconds()));
        set("jiaoying.outbox.texts", texts(now));
        set("jiaoying.outbox.oldest", oldest(now));
        set("jiaoying.calls.open", calls(now));
        set(
                "jiaoying.selfcheck.ok",
                now.checks().stream()
                        .<Row<?>>map(check -> Row.of(Tags.of("check", check.name()), check.ok() ? 1 : 0))
                        .toList());
        set("jiaoying.records.parked", one(now.parked()));
        set("jiaoying.audit.length", one(now.auditLines()));
    }

    private synchronized void set(String name, List<Row<?>> rows) {
        Objects.requireNonNull(gauges.get(name), name).register(rows, true);
    }

    private static List<Row<?>> one(Number value) {
        return List.of(Row.of(Tags.empty(), value));
    }

    /** A row for each level, also where there is none: a curve that falls to zero, not one that ends. */
    private static List<Row<?>> byLevel(Standing now, ToLongFunction<Warnings> count) {
        var rows = new ArrayList<Row<?>>();
        for (Level level : Level.values()) {
            for (boolean drill : new boolean[] {false, true}) {
                long sum = now.warnings().stream()
                        .filter(some -> some.level() == level && some.drill() == drill)
                        .mapToLong(count)
                        .sum();
                rows.add(Row.of(Tags.of("level", level.code(), "drill", Boolean.toString(drill)), sum));
            }
        }
        return rows;
    }

    private static List<Row<?>> texts(Standing now) {
        return byChannel(
                WAITING,
                now.texts(),
                Texts::channel,
                (text, state) -> text.state().equals(state),
                some -> some.stream().mapToLong(Texts::count).sum());
    }

    private static List<Row<?>> oldest(Standing now) {
        return byChannel(
                WAITING,
                now.texts(),
                Texts::channel,
                (text, state) -> text.state().equals(state),
                some -> some.stream().mapToDouble(Texts::oldestSeconds).max().orElse(0));
    }

    private static List<Row<?>> calls(Standing now) {
        List<String> states = Stream.of(CallState.values()).map(Enum::name).toList();
        return byChannel(
                states,
                now.calls(),
                Calls::channel,
                (call, state) -> call.state().equals(state),
                some -> some.stream().mapToLong(Calls::count).sum());
    }

    @FunctionalInterface
    private interface In<T> {
        boolean state(T some, String state);
    }

    /** A row for each channel in use and each state; SMS is always in use. */
    private static <T> List<Row<?>> byChannel(
            List<String> states, List<T> some, Function<T, String> channel, In<T> in, Function<List<T>, Number> value) {
        String always = ChannelName.SMS.name().toLowerCase(Locale.ROOT);
        var rows = new ArrayList<Row<?>>();
        Stream.concat(Stream.of(always), some.stream().map(channel)).distinct().forEach(name -> {
            for (String state : states) {
                Predicate<T> here = one -> channel.apply(one).equals(name) && in.state(one, state);
                rows.add(Row.of(
                        Tags.of("channel", name, "state", state.toLowerCase(Locale.ROOT)),
                        value.apply(some.stream().filter(here).toList())));
            }
        });
        return rows;
    }
}
