package org.jiaoying.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.ingest.register.Register;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Refuses a whole request with a bad line in it, as QuestDB does. */
    private static final class StrictStore implements LineStore {
        private final List<String> taken = new ArrayList<>();
        private int requests;
        private boolean away;

        @Override
        public void write(String lines) {
            requests++;
            if (away) {
                throw new HistoryUnavailableException("away", new IllegalStateException());
            }
            if (lines.contains("bad")) {
                throw new BadLinesException("bad line", new IllegalStateException());
            }
            taken.addAll(List.of(lines.split("\n")));
        }

        @Override
        public void close() {}
    }

    @Test
    void oneBadLineCostsNoOther() {
        var store = new StrictStore();
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 5_000).mapToObj(i -> "line" + i).toList());
        lines.set(1_234, "bad1");
        lines.set(4_999, "bad2");

        new LineWriter(store, 2_000, meters).write(lines);

        assertThat(store.taken).hasSize(4_998).doesNotContain("bad1", "bad2").doesNotHaveDuplicates();
        assertThat(store.requests).isLessThan(60);
        assertThat(meters.get("jiaoying.history.skipped").counter().count()).isEqualTo(2);
        assertThat(meters.get("jiaoying.history.written").counter().count()).isEqualTo(4_998);
    }

    @Test
    void aStoreThatIsAwayIsToldToTheCaller() {
        var store = new StrictStore();
        store.away = true;
        var writer = new LineWriter(store, 10, meters);

        assertThatThrownBy(() -> writer.write(List.of("a"))).isInstanceOf(HistoryUnavailableException.class);
    }

    @Test
    void eachKindOfObservationHasItsLine() {
        Instant at = Instant.ofEpochMilli(1_772_352_000_000L);
        var lines = new ArrayList<String>();
        var register = new Register();

        new LineProtocol(register)
                .append(
                        new DeviceMessage(
                                new DeviceKey("mine", "north", "d1"),
                                at,
                                List.of(
                                        new Reading("ch4", at, 0.42, Quality.CALIBRATING, TimeBasis.DEVICE),
                                        new Position(
                                                "P1", "W1", Position.Movement.SOS, 1.5, null, -2.0, at, TimeBasis.LATE),
                                        new SceneEvent(
                                                "e \"1\"\\\n", "no_helmet", 0.9, "https://x/y", at, TimeBasis.DEVICE),
                                        new Status(Status.State.LOW_BATTERY, at, TimeBasis.ARRIVAL))),
                        lines);

        assertThat(lines)
                .containsExactly(
                        "readings,enterprise=mine,site=north,device=d1,point=ch4 value=0.42,quality=2.0 1772352000000",
                        "positions,enterprise=mine,site=north,device=d1,card=P1,zone=W1 movement=\"sos\",x=1.5,z=-2.0"
                                + " 1772352000000",
                        "scene_events,enterprise=mine,site=north,device=d1,type=no_helmet confidence=0.9,id=\"e \\\"1\\\"\\\\ \","
                                + "snapshot=\"https://x/y\" 1772352000000",
                        "statuses,enterprise=mine,site=north,device=d1 state=\"low_battery\" 1772352000000");
    }

    @Test
    void quantityAndZoneComeFromTheRegisterAsItStands() {
        Instant at = Instant.ofEpochMilli(1_772_352_000_000L);
        var key = new DeviceKey("mine", "north", "d1");
        var message = new DeviceMessage(
                key,
                at,
                List.of(
                        new Reading("t1", at, 0.42, Quality.GOOD, TimeBasis.DEVICE),
                        new Reading("unknown", at, 1, Quality.GOOD, TimeBasis.DEVICE)));
        var register = new Register();
        var protocol = new LineProtocol(register);
        var lines = new ArrayList<String>();

        protocol.append(message, lines);
        register.apply(1, device(key, "W1", "ch4"));
        protocol.append(message, lines);
        register.apply(2, device(key, "W2", "co"));
        protocol.append(message, lines);

        assertThat(lines)
                .containsExactly(
                        "readings,enterprise=mine,site=north,device=d1,point=t1 value=0.42,quality=0.0 1772352000000",
                        "readings,enterprise=mine,site=north,device=d1,point=unknown value=1.0,quality=0.0 1772352000000",
                        "readings,enterprise=mine,site=north,device=d1,point=t1,quantity=ch4,zone=W1"
                                + " value=0.42,quality=0.0 1772352000000",
                        "readings,enterprise=mine,site=north,device=d1,point=unknown,zone=W1"
                                + " value=1.0,quality=0.0 1772352000000",
                        "readings,enterprise=mine,site=north,device=d1,point=t1,quantity=co,zone=W2"
                                + " value=0.42,quality=0.0 1772352000000",
                        "readings,enterprise=mine,site=north,device=d1,point=unknown,zone=W2"
                                + " value=1.0,quality=0.0 1772352000000");
    }

    private static Device device(DeviceKey key, String zone, String quantity) {
        return new Device(
                key,
                Text.same("d"),
                "gas",
                zone,
                Attributes.NONE,
                List.of(new Point("t1", Text.same("t"), quantity, "%", null, null, Set.of(), Attributes.NONE)),
                List.of());
    }
}
