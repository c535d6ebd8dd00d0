package org.jiaoying.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.register.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayRowsTest {
    private static final DeviceKey D = new DeviceKey("e", "s", "d");
    private static final DeviceKey OTHER = new DeviceKey("e", "s", "other");

    @TempDir
    Path folder;

    private final ReplayCase small = ReplayCase.parse("small.yaml", ReplayCaseTest.CASE);

    private ReplayRows open(String csv) throws IOException {
        Path file = folder.resolve("data.csv");
        Files.writeString(file, csv);
        return small.rows(file);
    }

    private static List<ReplayRow> all(ReplayRows rows) {
        var all = new ArrayList<ReplayRow>();
        rows.forEachRemaining(all::add);
        return all;
    }

    @Test
    void markQuotesAndLineEndsAreRead() throws Exception {
        try (ReplayRows rows =
                open("\uFEFFtime;\"a\";b;note;c\r\n2021-01-01 08:00;\"0.5\";7;\"x;\"\"y\"\"\r\nz\";1e-1\r\n")) {
            ReplayRow row = all(rows).get(0);
            assertThat(row.at()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
            assertThat(row.devices())
                    .containsExactly(
                            new ReplayRow.DeviceValues(D, Map.of("ch4", 0.5, "co", 7.0)),
                            new ReplayRow.DeviceValues(OTHER, Map.of("ch4", 0.1)));
            var message = row.messages().get(1);
            assertThat(message.topic()).isEqualTo("jy/v1/e/s/other/telemetry");
            assertThat(new String(message.payload(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"ts\":1609459200000,\"values\":{\"ch4\":0.1}}");
        }
    }

    @Test
    void whatCannotBeReadIsCountedAndLeftOut() throws Exception {
        String csv = """
                time;a;b;c
                2021-01-01 08:00;1;2;3
                yesterday;1;2;3
                2021-01-01 08:15;1
                2021-01-01 08:15;NaN;;0x1p3
                2021-01-01 08:10;1;2;3;extra

                2021-01-01 08:10;1e999;2;3
                """;
        try (ReplayRows rows = open(csv)) {
            assertThat(all(rows)).extracting(ReplayRow::line).containsExactly(2L, 5L, 6L, 8L);
            ReplayCounts counts = rows.counts();
            assertThat(counts.rows()).isEqualTo(4);
            assertThat(counts.backward()).isEqualTo(1);
            assertThat(counts.repeated()).isEqualTo(1);
            assertThat(counts.badRows()).isEqualTo(2);
            assertThat(counts.badValues()).isEqualTo(3);
            assertThat(counts.emptyValues()).isEqualTo(1);
            assertThat(counts.firstFaults())
                    .extracting(ReplayCounts.RowFault::line)
                    .containsExactly(3L, 4L, 5L, 5L, 8L);
        }
    }

    @Test
    void columnThatIsMissingIsToldWithTheNearest() {
        assertThatThrownBy(() -> open("tme;a;b;c\n"))
                .isInstanceOf(CsvHeaderException.class)
                .hasMessageContaining("no column 'time'; did you mean 'tme'?");
        assertThatThrownBy(() -> open(""))
                .isInstanceOf(CsvHeaderException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void quoteThatNeverEndsEndsTheFileAndNothingElse() throws Exception {
        String csv = "time;a;b;c\n2021-01-01 08:00;1;2;3\n2021-01-01 08:15;\"" + "x".repeat(3_000_000);
        try (ReplayRows rows = open(csv)) {
            assertThat(all(rows)).hasSize(1);
            assertThat(rows.counts().badRows()).isEqualTo(1);
            assertThat(rows.counts().firstFaults().get(0).reason()).contains("not CSV");
        }
    }

    @Property(tries = 300)
    void anyTextIsReadToItsEnd(
            @ForAll @StringLength(max = 200) @CharRange(from = ' ', to = '~') @CharRange(from = '\n', to = '\r')
                    String body)
            throws Exception {
        Path file = Files.createTempFile("rows", ".csv");
        try {
            Files.writeString(file, "time;a;b;c\n" + body);
            try (ReplayRows rows = small.rows(file)) {
                assertThat(all(rows).size()).isEqualTo((int) rows.counts().rows());
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aYearOfThePlantHasItsRowsAndItsBackwardTimes() throws Exception {
        Path csv = SharedData.require("power/steel_plant_2018.csv");
        ReplayCase plant = ReplayCase.load(Path.of("cases/power-stopped.yaml"));
        Site site = (Site) plant.register().entries().get(1);
        var stoppedDays = new HashMap<LocalDate, Double>();
        var runs = new ArrayList<Instant>();
        boolean before = false;
        try (ReplayRows rows = plant.rows(csv)) {
            while (rows.hasNext()) {
                ReplayRow row = rows.next();
                double energy = row.devices().get(0).values().get("energy");
                boolean stopped = site.windows().stream().anyMatch(window -> window.contains(row.at()));
                if (stopped) {
                    stoppedDays.merge(LocalDate.ofInstant(row.at(), ZoneId.of("Asia/Shanghai")), energy, Double::sum);
                }
                boolean over = stopped && energy > 15;
                if (over && before) {
                    runs.add(row.at());
                }
                before = over;
            }
            assertThat(rows.counts()).isEqualTo(new ReplayCounts(35_040, 365, 0, 0, 0, 0, List.of()));
        }
        assertThat(stoppedDays)
                .hasSize(57)
                .allSatisfy((day, sum) -> assertThat(sum).isLessThan(400));
        ReplayLabel label = plant.labels().get(0);
        assertThat(runs).isNotEmpty().allSatisfy(at -> assertThat(at).isBetween(label.from(), label.to()));
    }

    @Test
    void theOtherCasesFitTheirFiles() throws Exception {
        assertThat(read("machine-failure", "machine/machine_temperature_system_failure.csv"))
                .isEqualTo(new ReplayCounts(22_695, 1, 0, 0, 0, 0, List.of()));
        assertThat(read("slope-creep", "slope/synthetic-1h.csv"))
                .isEqualTo(new ReplayCounts(2_377, 0, 0, 0, 0, 0, List.of()));
        assertThat(read("slope-creep", "slope/synthetic-6h.csv"))
                .isEqualTo(new ReplayCounts(397, 0, 0, 0, 0, 0, List.of()));
        assertThat(read("slope-creep", "slope/synthetic.csv"))
                .isEqualTo(new ReplayCounts(100, 0, 0, 0, 0, 0, List.of()));
    }

    private static ReplayCounts read(String name, String file) throws IOException {
        Path csv = SharedData.require(file);
        try (ReplayRows rows = ReplayCase.load(Path.of("cases", name + ".yaml")).rows(csv)) {
            all(rows);
            return rows.counts();
        }
    }
}
