package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.BaselineLearner;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.stream.state.DetectorState;
import org.junit.jupiter.api.Test;

/**
 * The temperature of a large machine that was shut down and failed (Numenta Anomaly Benchmark). Two hours in a row four deviations
 * under what is usual at the hour.
 */
class MachineDataTest {
    private static final DeviceKey MACHINE = new DeviceKey("plant", "hall", "machine");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Instant START = Instant.parse("2013-12-02T00:00:00Z");
    private static final List<Instant> WINDOWS = List.of(
            Instant.parse("2013-12-10T06:25:00Z"), Instant.parse("2013-12-12T05:35:00Z"),
            Instant.parse("2013-12-15T17:50:00Z"), Instant.parse("2013-12-17T17:00:00Z"),
            Instant.parse("2014-01-27T14:20:00Z"), Instant.parse("2014-01-29T13:30:00Z"),
            Instant.parse("2014-02-07T14:55:00Z"), Instant.parse("2014-02-09T14:05:00Z"));

    @Test
    void learnedFromTheWholeRecordItFindsAllFourWindows() throws IOException {
        TreeMap<Instant, Double> rows = rows();
        Baseline baseline = learned(rows, START, rows.lastKey());

        List<Instant> opened = opened(rows, at -> baseline);

        assertThat(found(opened)).containsOnly(true);
        System.out.println("machine, whole record: false " + falseOnes(opened));
        assertThat(falseOnes(opened)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void learnedAnewEachWeekFromTheSixtyDaysBeforeItFindsAllFourToo() throws IOException {
        TreeMap<Instant, Double> rows = rows();
        var weekly = new TreeMap<Instant, Baseline>();
        for (int week = 0; week < 12; week++) {
            Instant at = START.plus(Duration.ofDays(7L * week));
            weekly.put(at, learned(rows, at.minus(Duration.ofDays(60)), at));
        }

        List<Instant> opened = opened(rows, at -> weekly.floorEntry(at).getValue());

        System.out.println("machine, weekly: false " + falseOnes(opened) + " found " + found(opened));
        assertThat(found(opened)).containsOnly(true);
        assertThat(falseOnes(opened)).hasSizeLessThanOrEqualTo(8);
    }

    private static List<Instant> opened(Map<Instant, Double> rows, java.util.function.Function<Instant, Baseline> now) {
        var ladder = new Ladder(true, false, Map.of(Level.YELLOW, 4.0), null);
        DetectorState state = DetectorState.CALM;
        var opened = new ArrayList<Instant>();
        for (Map.Entry<Instant, Double> row : rows.entrySet()) {
            var detector =
                    new BaselineDetector(ladder, Condition.Away.BELOW, now.apply(row.getKey()), List.of(), 24, 24, 1);
            DetectorState after = detector.step(state, row.getKey().toEpochMilli(), row.getValue());
            if (state.level() == null && after.level() != null) {
                opened.add(row.getKey());
            }
            state = after;
        }
        return opened;
    }

    private static List<Boolean> found(List<Instant> opened) {
        var found = new ArrayList<Boolean>();
        for (int i = 0; i < WINDOWS.size(); i += 2) {
            Instant from = WINDOWS.get(i);
            Instant to = WINDOWS.get(i + 1);
            found.add(opened.stream().anyMatch(at -> !at.isBefore(from) && !at.isAfter(to)));
        }
        return found;
    }

    private static List<Instant> falseOnes(List<Instant> opened) {
        return opened.stream()
                .filter(at -> {
                    for (int i = 0; i < WINDOWS.size(); i += 2) {
                        if (!at.isBefore(WINDOWS.get(i)) && !at.isAfter(WINDOWS.get(i + 1))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    private static Baseline learned(TreeMap<Instant, Double> rows, Instant from, Instant to) {
        var learner = new BaselineLearner(ZoneOffset.UTC);
        rows.subMap(from, true, to, false).forEach((at, value) -> learner.add(at, Baseline.ORDINARY, value));
        return learner.learned(MACHINE, "temperature", 1, from, to);
    }

    private static TreeMap<Instant, Double> rows() throws IOException {
        var rows = new TreeMap<Instant, Double>();
        List<String> lines = Files.readAllLines(SharedData.file("machine/machine_temperature_system_failure.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            // Twelve times stand in it twice: the first is kept, as detection does.
            rows.putIfAbsent(
                    LocalDateTime.parse(cells[0], STAMP).toInstant(ZoneOffset.UTC), Double.parseDouble(cells[1]));
        }
        return rows;
    }
}
