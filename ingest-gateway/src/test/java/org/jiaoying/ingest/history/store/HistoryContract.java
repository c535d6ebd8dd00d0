package org.jiaoying.ingest.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.LineStore;
import org.jiaoying.ingest.history.Sample;
import org.junit.jupiter.api.Test;

/** What every store of the history does alike. */
abstract class HistoryContract {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00.123Z");
    private static final long MS = START.toEpochMilli();

    abstract LineStore store();

    abstract History history();

    private void write(String device, String... valuesAt) {
        var lines = new StringBuilder();
        for (String valueAt : valuesAt) {
            String[] parts = valueAt.split("@");
            lines.append("readings,enterprise=mine,site=north,device=")
                    .append(device)
                    .append(",point=ch4 value=")
                    .append(parts[0])
                    .append(",quality=0.0 ")
                    .append(MS + Long.parseLong(parts[1]))
                    .append('\n');
        }
        store().write(lines.toString());
    }

    private List<Sample> curve(String device, long from, long to, int max, Aggregate aggregate) {
        return history()
                .curve(new History.Question(
                        new DeviceKey("mine", "north", device),
                        "ch4",
                        Instant.ofEpochMilli(MS + from),
                        Instant.ofEpochMilli(MS + to),
                        max,
                        aggregate));
    }

    private void awaitCurve(String device, long from, long to, int max, Aggregate aggregate, Sample... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(curve(device, from, to, max, aggregate)).containsExactly(expected));
    }

    private static Sample sample(double value, long at) {
        return new Sample(Instant.ofEpochMilli(MS + at), value);
    }

    @Test
    void whatIsWrittenIsReadInTheOrderOfTime() {
        write("order", "3.5@3000", "1@1000", "2.25@2000");

        awaitCurve("order", 0, 10_000, 10, Aggregate.MAX, sample(1, 1000), sample(2.25, 2000), sample(3.5, 3000));
    }

    @Test
    void theStartIsInsideAndTheEndIsNot() {
        write("ends", "1@1000", "2@2000", "3@3000");

        awaitCurve("ends", 1000, 3000, 10, Aggregate.MAX, sample(1, 1000), sample(2, 2000));
    }

    @Test
    void theSameReadingTwiceIsThereOnce() {
        write("twice", "1@1000", "2@2000");
        write("twice", "1@1000", "2@2000", "3@3000");

        awaitCurve("twice", 0, 10_000, 10, Aggregate.MAX, sample(1, 1000), sample(2, 2000), sample(3, 3000));
    }

    @Test
    void onlyReadingsOfGoodQualityMakeACurve() {
        store().write("readings,enterprise=mine,site=north,device=quality,point=ch4 value=9.0,quality=2.0 " + (MS + 1)
                + "\nreadings,enterprise=mine,site=north,device=quality,point=ch4 value=1.0,quality=0.0 " + (MS + 2));

        awaitCurve("quality", 0, 10, 10, Aggregate.MAX, sample(1, 2));
    }

    @Test
    void anotherPointOrDeviceIsAnotherCurve() {
        store().write("readings,enterprise=mine,site=north,device=other,point=temp value=9.0,quality=0.0 " + (MS + 1)
                + "\nreadings,enterprise=mine,site=south,device=other,point=ch4 value=8.0,quality=0.0 " + (MS + 1));
        write("other", "1@1");

        awaitCurve("other", 0, 10, 10, Aggregate.MAX, sample(1, 1));
    }

    @Test
    void manyReadingsBecomeIntervalsFromTheStart() {
        write("many", "1@0", "5@999", "2@1000", "4@1500", "7@3999");

        awaitCurve("many", 0, 4_000, 4, Aggregate.MAX, sample(5, 0), sample(4, 1000), sample(7, 3000));
        awaitCurve("many", 0, 4_000, 4, Aggregate.MIN, sample(1, 0), sample(2, 1000), sample(7, 3000));
        awaitCurve("many", 0, 4_000, 4, Aggregate.MEAN, sample(3, 0), sample(3, 1000), sample(7, 3000));
    }

    @Test
    void nothingMeasuredIsAnEmptyCurve() {
        assertThat(curve("nobody", 0, 1000, 10, Aggregate.MAX)).isEmpty();
    }

    @Test
    void otherMeasurementsAreTakenToo() {
        store().write("positions,enterprise=mine,site=north,device=cards,card=P1,zone=W1 movement=\"enter\",x=1.0 "
                + MS
                + "\nscene_events,enterprise=mine,site=north,device=cam,type=no_helmet confidence=0.9,id=\"a \\\"b\\\"\" "
                + MS
                + "\nstatuses,enterprise=mine,site=north,device=cam state=\"offline\" " + MS);
    }

    @Test
    void aLineThatIsNoneIsRefusedForGood() {
        assertThatThrownBy(() -> store().write("readings,enterprise=mine value=1.2.3x " + MS))
                .isInstanceOf(LineStore.BadLinesException.class);
    }
}
