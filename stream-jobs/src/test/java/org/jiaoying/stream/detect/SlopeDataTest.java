package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Displacement of a slope up to its failure (mjokel/pftf, synthetic), sampled hourly, six-hourly and daily. */
class SlopeDataTest {
    private static final Instant END = Instant.parse("2023-08-09T00:00:00Z");
    private static final Instant ACCELERATES = Instant.parse("2023-07-29T00:00:00Z");

    private record Said(Instant at, Level level, CreepOutlook outlook) {
        Instant failure() {
            return instant(outlook.forecast().at());
        }

        boolean bandHolds(Instant end) {
            return !instant(outlook.forecast().earliest()).isAfter(end)
                    && !instant(outlook.forecast().latest()).isBefore(end);
        }
    }

    @ParameterizedTest(name = "{0}: the band holds the end, and no forecast of the last two days is later than it")
    @CsvSource({"synthetic-1h.csv, 1", "synthetic-6h.csv, 1", "synthetic.csv, 2"})
    void theBandHoldsTheEnd(String file, int windowDays) throws IOException {
        List<Said> forecasts = judged(file, windowDays).stream()
                .filter(said -> said.outlook.forecast() != null)
                .toList();

        List<Said> late = forecasts.stream()
                .filter(said -> !said.at.isBefore(END.minus(Duration.ofHours(48))))
                .toList();
        assertThat(late).isNotEmpty().allSatisfy(said -> {
            assertThat(said.failure()).isAfter(said.at).isBeforeOrEqualTo(END);
            assertThat(said.bandHolds(END)).isTrue();
        });
        long right = forecasts.stream().filter(said -> said.bandHolds(END)).count();
        System.out.printf(
                "%s: %d forecasts from %s on; %d bands hold the end; the last says %s%n",
                file,
                forecasts.size(),
                forecasts.get(0).at,
                right,
                forecasts.get(forecasts.size() - 1).failure());
        assertThat(right).isGreaterThanOrEqualTo(Math.round(0.85 * forecasts.size()));
    }

    @ParameterizedTest(name = "{0}: nothing before it accelerates; orange a week before the end, red three days before")
    @CsvSource({"synthetic-1h.csv, 1", "synthetic-6h.csv, 1", "synthetic.csv, 2"})
    void theLevelsComeInTime(String file, int windowDays) throws IOException {
        List<Said> all = judged(file, windowDays);

        assertThat(all).filteredOn(said -> said.at.isBefore(ACCELERATES)).allSatisfy(said -> {
            assertThat(said.outlook.forecast()).isNull();
            assertThat(said.level).isNull();
        });
        assertThat(first(all, Level.ORANGE)).isBefore(END.minus(Duration.ofDays(7)));
        assertThat(first(all, Level.RED)).isBeforeOrEqualTo(END.minus(Duration.ofDays(3)));
        System.out.printf("%s: orange %s, red %s%n", file, first(all, Level.ORANGE), first(all, Level.RED));
    }

    private static Instant first(List<Said> all, Level level) {
        return all.stream()
                .filter(said -> said.level != null && !level.graverThan(said.level))
                .findFirst()
                .orElseThrow()
                .at;
    }

    private static Instant instant(double millis) {
        return Instant.ofEpochMilli((long) millis);
    }

    private static List<Said> judged(String file, int windowDays) throws IOException {
        CreepDetector detector = CreepTest.detector(Duration.ofDays(windowDays), 0);
        DetectorState state = DetectorState.CALM;
        var said = new ArrayList<Said>();
        List<String> lines = Files.readAllLines(SharedData.file("slope/" + file));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Instant at = cells[0].length() > 10
                    ? Instant.parse(cells[0])
                    : LocalDate.parse(cells[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
            state = detector.step(state, at.toEpochMilli(), Double.parseDouble(cells[1]));
            said.add(new Said(at, state.level(), detector.outlook(state)));
        }
        return said;
    }
}
