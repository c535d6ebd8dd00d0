package org.jiaoying.ingest.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.Archive.Said;
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

    abstract Archive archive();

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

    private static History.SiteQuestion site(String site, long from, long to) {
        return new History.SiteQuestion(
                new SiteKey("mine", site), Instant.ofEpochMilli(MS + from), Instant.ofEpochMilli(MS + to));
    }

    private void position(String card, String zone, String movement, long at) {
        store().write("positions,enterprise=mine,site=below,device=reader,card=" + card
                + (zone.isEmpty() ? "" : ",zone=" + zone) + " movement=\"" + movement + "\" " + (MS + at));
    }

    private static History.Whereabouts card(String card, String zone, String movement, long at) {
        return new History.Whereabouts(card, zone, movement, Instant.ofEpochMilli(MS + at));
    }

    @Test
    void aCardIsWhereItsLastSignWas() {
        position("P1", "W1", "enter", 1_000);
        position("P1", "W1", "leave", 2_000);
        position("P1", "W2", "enter", 2_001);
        position("P2", "W1", "enter", 3_000);
        position("P2", "", "sos", 4_000);
        position("P3", "W1", "enter", 60_000);
        store().write("positions,enterprise=mine,site=other,device=reader,card=P9,zone=W1 movement=\"enter\" " + MS);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history().whereabouts(site("below", 0, 60_000)))
                        .containsExactly(card("P1", "W2", "enter", 2_001), card("P2", "", "sos", 4_000)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history().whereabouts(site("below", 0, 60_001)))
                        .hasSize(3));
    }

    @Test
    void whatCamerasSawComesNewestFirst() {
        store().write("scene_events,enterprise=mine,site=yard,device=cam,type=no_helmet,zone=W1 confidence=0.9,"
                + "snapshot=\"https://camera/1.jpg\" " + (MS + 1)
                + "\nscene_events,enterprise=mine,site=yard,device=cam,"
                + "type=smoke confidence=0.5 " + (MS + 2));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history().scenes(site("yard", 0, 10), 9))
                        .containsExactly(
                                new History.Seen(Instant.ofEpochMilli(MS + 2), "cam", "", "smoke", 0.5, ""),
                                new History.Seen(
                                        Instant.ofEpochMilli(MS + 1),
                                        "cam",
                                        "W1",
                                        "no_helmet",
                                        0.9,
                                        "https://camera/1.jpg")));
        assertThat(history().scenes(site("yard", 0, 10), 1)).hasSize(1);
        assertThat(history().scenes(site("nowhere", 0, 10), 1)).isEmpty();
    }

    @Test
    void whatDevicesSaidIsReadBackInOrderAndStatusesFirst() {
        store().write("""
                readings,enterprise=said,site=north,device=gas,point=ch4,quantity=ch4,zone=W1 value=0.4,quality=2.0 %1$d
                positions,enterprise=said,site=north,device=cards,card=P1,zone=W1 movement="enter",x=1.5 %2$d
                scene_events,enterprise=said,site=north,device=cam,type=smoke,zone=W1 confidence=0.9,id="a \\"b\\"" %3$d
                scene_events,enterprise=said,site=north,device=cam,type=smoke confidence=0.9,id="a \\"b\\"",course="ended" %4$d
                statuses,enterprise=said,site=north,device=gas state="calibrating" %1$d
                readings,enterprise=said,site=south,device=gas,point=ch4 value=0.7,quality=0.0 %1$d""".formatted(MS + 1, MS + 2, MS + 3, MS + 4));

        var gas = new DeviceKey("said", "north", "gas");
        var camera = new DeviceKey("said", "north", "cam");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(archive()
                                .said(new SiteKey("said", "north"), at(0), at(10), 100)
                                .orElseThrow())
                        .containsExactly(
                                new Said(gas, new Status(Status.State.CALIBRATING, at(1), TimeBasis.DEVICE)),
                                new Said(gas, new Reading("ch4", at(1), 0.4, Quality.CALIBRATING, TimeBasis.DEVICE)),
                                new Said(
                                        new DeviceKey("said", "north", "cards"),
                                        new Position(
                                                "P1",
                                                "W1",
                                                Position.Movement.ENTER,
                                                1.5,
                                                null,
                                                null,
                                                at(2),
                                                TimeBasis.DEVICE)),
                                new Said(camera, smoke(SceneEvent.Course.SEEN, at(3))),
                                new Said(camera, smoke(SceneEvent.Course.ENDED, at(4)))));
        assertThat(archive()
                        .said(new SiteKey("said", "north"), at(2), at(4), 100)
                        .orElseThrow())
                .hasSize(2);
        assertThat(archive().said(null, at(1), at(2), 100).orElseThrow())
                .extracting(Said::device)
                .contains(gas, new DeviceKey("said", "south", "gas"));
        assertThat(archive().said(new SiteKey("said", "north"), at(0), at(10), 1))
                .isEmpty();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(MS + millis);
    }

    private static SceneEvent smoke(SceneEvent.Course course, Instant at) {
        return new SceneEvent("a \"b\"", "smoke", 0.9, null, course, at, TimeBasis.DEVICE);
    }

    @Test
    void aLineThatIsNoneIsRefusedForGood() {
        assertThatThrownBy(() -> store().write("readings,enterprise=mine value=1.2.3x " + MS))
                .isInstanceOf(LineStore.BadLinesException.class);
    }
}
