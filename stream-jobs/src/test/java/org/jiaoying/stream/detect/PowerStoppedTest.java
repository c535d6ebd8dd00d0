package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.stream.state.DeviceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A year of a real plant, whose idle days are taken as ordered to stop, through the detectors. */
class PowerStoppedTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DeviceKey METER = new DeviceKey("replay", "plant", "meter");

    private record Row(LocalDateTime at, double kilowattHours) {}

    @ParameterizedTest(name = "over 15 kWh for {0} intervals: {1} of 57 days")
    @CsvSource({"1,3", "2,1", "4,0"})
    void theRunOfOctoberIsFoundAndTheIdleBaseLoadIsNot(int intervals, int breaches) throws IOException {
        List<Row> rows = rows();
        List<DeclaredWindow> stops = idleDays(rows);
        assertThat(stops).hasSize(57);

        List<BreachTransition> steps = run(rows, stops, intervals);

        List<BreachTransition> opened = steps.stream()
                .filter(step -> step.change() == Change.OPENED && !step.late())
                .toList();
        assertThat(opened).hasSize(breaches);
        assertThat(steps).noneMatch(BreachTransition::late);
        if (intervals == 2) {
            assertThat(steps)
                    .extracting(step -> step.change() + " " + local(step.at()) + " " + step.value())
                    .containsExactly("OPENED 2018-10-21T16:15 24.62", "CLEARED 2018-10-21T16:45 3.92");
        }
    }

    @Test
    void onEveryWorkingDayThatWereOrderedToStopItIsFoundBeforeNoon() throws IOException {
        List<Row> rows = rows();
        var idle = idleDays(rows).stream()
                .map(window -> local(window.from()).toLocalDate())
                .toList();
        var days = new TreeMap<LocalDate, List<Row>>();
        rows.forEach(row -> days.computeIfAbsent(row.at().toLocalDate(), none -> new ArrayList<>())
                .add(row));
        days.keySet().removeIf(day -> idle.contains(day) || day.getDayOfWeek().getValue() > 5);
        assertThat(days).hasSize(249);

        assertThat(days)
                .allSatisfy((day, ofDay) -> assertThat(found(day, ofDay)).isBefore(day.atTime(12, 0)));
    }

    /** When the rule finds a day that was ordered to stop, judged alone. */
    private static LocalDateTime found(LocalDate day, List<Row> rows) {
        Instant from = instant(day.atStartOfDay());
        var stop =
                new DeclaredWindow("ordered-stop", from, instant(day.plusDays(1).atStartOfDay()), "");
        DevicePlan plan = Planner.plan(meter(), site(List.of(stop)), null, List.of(new VersionedRule(1, rule(2))));
        var judge = new DeviceJudge(ReorderBound.DEFAULT);
        var state = new DeviceState();
        var findings = new Findings(Instant.EPOCH);
        rows.stream().sorted(java.util.Comparator.comparing(Row::at)).forEach(row -> {
            Instant at = instant(row.at());
            var reading = new Reading("energy", at, row.kilowattHours(), Quality.GOOD, TimeBasis.DEVICE);
            judge.observe(state, plan, new DeviceMessage(METER, at, List.of(reading)), findings);
        });
        return local(findings.transitions.get(0).at());
    }

    private static List<BreachTransition> run(List<Row> rows, List<DeclaredWindow> stops, int intervals) {
        var judge = new DeviceJudge(ReorderBound.DEFAULT);
        DevicePlan plan = Planner.plan(meter(), site(stops), null, List.of(new VersionedRule(1, rule(intervals))));
        var state = new DeviceState();
        var steps = new ArrayList<BreachTransition>();
        LocalDateTime now = LocalDateTime.MIN;
        int late = 0;
        for (Row row : rows) {
            // As the gateway judges on a clock that follows the data and never goes back.
            boolean backwards = row.at().isBefore(now);
            late += backwards ? 1 : 0;
            now = backwards ? now : row.at();
            var reading = new Reading(
                    "energy",
                    instant(row.at()),
                    row.kilowattHours(),
                    Quality.GOOD,
                    backwards ? TimeBasis.LATE : TimeBasis.DEVICE);
            var findings = new Findings(Instant.EPOCH);
            judge.observe(state, plan, new DeviceMessage(METER, instant(now), List.of(reading)), findings);
            steps.addAll(findings.transitions);
        }
        assertThat(late).isEqualTo(365);
        return steps;
    }

    /** The rule of the pack, as of the year of the data, with another number of intervals. */
    private static Rule rule(int intervals) {
        String json = RuleJson.write(RulePacks.load("power").get(0));
        return RuleParser.rule(
                "power-stopped",
                json.replace("\"times\":2", "\"times\":" + intervals).replace("2021-09-01", "2018-01-01"));
    }

    private static Device meter() {
        return new Device(
                METER,
                new Text("总表", "Main meter"),
                "power-meter",
                null,
                Attributes.NONE,
                List.of(new Point(
                        "energy",
                        new Text("电量", "Energy"),
                        "energy",
                        "kWh",
                        0.0,
                        null,
                        Set.of(),
                        new Attributes(Map.of("stopped-limit", "15")))),
                List.of());
    }

    private static Site site(List<DeclaredWindow> stops) {
        return new Site(
                SiteKey.parse("replay/plant"),
                new Text("钢厂", "Steel plant"),
                "plant",
                ZONE,
                "000000",
                Attributes.NONE,
                List.of(),
                stops);
    }

    private static List<DeclaredWindow> idleDays(List<Row> rows) {
        var sums = new TreeMap<LocalDate, Double>();
        rows.forEach(row -> sums.merge(row.at().toLocalDate(), row.kilowattHours(), Double::sum));
        return sums.entrySet().stream()
                .filter(day -> day.getValue() < 400)
                .map(day -> new DeclaredWindow(
                        "ordered-stop",
                        instant(day.getKey().atStartOfDay()),
                        instant(day.getKey().plusDays(1).atStartOfDay()),
                        ""))
                .toList();
    }

    private static List<Row> rows() throws IOException {
        var format = DateTimeFormatter.ofPattern("d/M/yyyy H:mm");
        return Files.readAllLines(SharedData.file("power/steel_plant_2018.csv"), StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(fields ->
                        new Row(LocalDateTime.parse(fields[0], format), Double.parseDouble(fields[fields.length - 1])))
                .toList();
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, ZONE);
    }
}
