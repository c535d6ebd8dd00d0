package org.jiaoying.standalone.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningTest {
    private static final DeviceKey METER = new DeviceKey("mill", "east", "meter");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static List<RegisterEntry> register() {
        var stopped = new DeclaredWindow("ordered-stop", START, START.plus(Duration.ofDays(20)), "");
        return List.of(
                new Site(
                        SiteKey.parse("mill/east"),
                        Text.same("East"),
                        "plant",
                        ZoneId.of("Asia/Shanghai"),
                        "140000",
                        Attributes.NONE,
                        List.of(),
                        List.of(stopped)),
                new Device(
                        METER,
                        Text.same("Meter"),
                        "power-meter",
                        null,
                        Attributes.NONE,
                        List.of(new Point(
                                "energy", Text.same("Energy"), "energy", "kWh", null, null, Set.of(), Attributes.NONE)),
                        List.of()));
    }

    /** An hourly value for so many days: 1 while stopped, 50 after; what is not good says 999. */
    private static List<ObservationEntry> recorded(int days) {
        var entries = new ArrayList<ObservationEntry>();
        for (int hour = 0; hour < days * 24; hour++) {
            Instant at = START.plus(Duration.ofHours(hour));
            entries.add(new ObservationEntry.Message(new DeviceMessage(
                    METER,
                    at,
                    List.of(
                            new Reading("energy", at, hour < 480 ? 1 : 50, Quality.GOOD, TimeBasis.DEVICE),
                            new Reading("energy", at, 999, Quality.FAULT, TimeBasis.DEVICE)))));
            entries.add(new ObservationEntry.Heartbeat("paper", at));
        }
        return entries;
    }

    private static List<Baseline> learned(Instant from, Instant to, Map<String, Integer> known) {
        var learning = new Learning(register(), from, to);
        var heard = new ArrayList<Instant>();
        learning.learn(recorded(40).stream(), heard::add);
        assertThat(heard).hasSize(40 * 24);
        return learning.learned(known);
    }

    @Test
    void whatIsNormalIsLearnedByDeclaredStateAndGetsTheNextVersion() {
        List<Baseline> learned = learned(Instant.MIN, Instant.MAX, Map.of("mill/east/meter/energy", 4));

        assertThat(learned).hasSize(1);
        Baseline energy = learned.get(0);
        assertThat(energy.version()).isEqualTo(5);
        assertThat(energy.cells().get("ordered-stop/workday/12").median()).isEqualTo(1);
        assertThat(energy.cells().get("ordinary/workday/12").median()).isEqualTo(50);
        assertThat(energy.from()).isEqualTo(START);
    }

    @Test
    void onlyTheTimeAskedForTeaches() throws IOException {
        Baseline energy =
                learned(START.plus(Duration.ofDays(20)), Instant.MAX, Map.of()).get(0);

        assertThat(energy.cells().keySet()).noneMatch(cell -> cell.startsWith("ordered-stop"));
        assertThat(learned(START, START.plus(Duration.ofDays(2)), Map.of())).isEmpty();
    }

    @Test
    void theFileIsReadBackAndItsFaultsNameTheirLine(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("all.baselines");
        List<Baseline> learned = learned(Instant.MIN, Instant.MAX, Map.of());
        BaselineFile.write(file, learned);

        assertThat(BaselineFile.read(file)).isEqualTo(learned);

        Files.writeString(file, Files.readString(file) + "{\"device\": 5}\n");
        assertThatThrownBy(() -> BaselineFile.read(file)).hasMessageContaining("line 2");
    }
}
