package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.DeviceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each rule of the packs that judge a value or a silence: a written example fires, a calm one does not. */
class PackExamplesTest {
    private static final List<String> PACKS =
            List.of("hazchem", "dust", "roof", "water-exploration", "flood", "fire", "seismic-weather");

    /** Rule, the level it reaches, attributes, samples that fire and calm ones: each {@code seconds=value}. */
    private static final String EXAMPLES = """
            combustible-gas         | orange |                           | 0=12 10=51                        | 0=24.9 10=3
            toxic-gas               | yellow |                           | 0=100                             | 0=99
            oxygen-low              | orange |                           | 0=19.4                            | 0=19.5
            oxygen-high             | orange |                           | 0=23.6                            | 0=23.5
            tank-level-high         | orange | level-h:8 level-hh:9      | 0=7 60=8.5 120=9                  | 0=7.9
            tank-level-low          | yellow | level-l:1 level-ll:0.5    | 0=0.9                             | 0=1.1
            tank-temperature        | yellow | temperature-h:40          | 0=40                              | 0=39.9
            tank-temperature-rise   | orange | temperature-rise:2        | 0=20 120=25 240=30 360=35 480=40  | 0=20 120=21 240=22 360=23 480=24
            tank-pressure           | orange | pressure-hh:1.6           | 0=1.6                             | 0=1.59
            tank-pressure-rise      | orange | pressure-rise:0.1         | 0=1 120=1.3 240=1.6 360=1.9 480=2.2 | 0=1 120=1 240=9 360=1 480=1
            gas-detector-silent     | yellow | silent-after:60s          | 0=1 !100                          | 0=1 !50
            dust-flow-low           | orange | flow-min:80               | 0=79 40=78                        | 0=79 20=81 40=79
            dust-fan-stopped        | orange |                           | 0=1 10=0                          | 0=1 10=1
            filter-blocked          | yellow | difference-max:1.8        | 0=1.9 61=1.9                      | 0=1.9 61=1.7
            filter-broken           | yellow | difference-min:1.2        | 0=1.1 61=1.1                      | 0=1.3 61=1.1
            dust-spark              | red    |                           | 0=0 1=6                           | 0=0 1=0
            dust-temperature        | yellow | temperature-max:70        | 0=71                              | 0=69
            support-resistance-high | yellow | resistance-high:40        | 0=41 61=42                        | 0=41 30=39 61=41
            support-resistance-low  | blue   | resistance-min:24         | 0=20 601=20                       | 0=20 300=25 601=25
            support-at-full-scale   | orange |                           | 0=60 10=60 20=60                  | 0=60 10=59.9 20=60
            roof-separation         | orange | separation-danger:100     | 0=101                             | 0=99
            roof-separation-rise    | orange | separation-rise:20        | 0=10 10000=14 20000=18 30000=22 40000=26 | 0=10 10000=11 20000=12 30000=13 40000=14
            inflow-high             | orange | inflow-normal:60 inflow-max:120 | 0=130 301=130               | 0=50 301=55
            inflow-rising           | red    | inflow-rise:20            | 0=50 400=55 800=60 1200=65 1600=70 | 0=50 400=50 800=51 1200=50 1600=51
            borehole-pressure       | orange | pressure-max:3            | 0=3                               | 0=2.9
            hydrological-hole-falling | orange | level-fall:5            | 0=100 5000=99 10000=98 15000=97 20000=96 | 0=100 5000=100 10000=99.9 15000=99.9 20000=99.8
            heading-not-explored    | yellow | ahead-min:20              | 0=19                              | 0=20
            sump-high               | yellow | sump-high:3               | 0=3.1 301=3.2                     | 0=3.1 301=2.9
            waterlogging            | yellow |                           | 0=12 61=12                        | 0=2 61=2.9
            river-level             | orange | level-warning:30 level-guaranteed:32 | 0=29 10=32             | 0=29.9
            river-rising            | orange |                           | 0=10 400=10.2 800=10.4 1200=10.6 1600=10.8 | 0=10 400=10 800=10.1 1200=10.1 1600=10.2
            rain-forecast-6h        | blue   | rain-6h:50                | 0=55                              | 0=45
            rain-warning-3h         | yellow | rain-3h:50                | 0=55                              | 0=45
            rain-call-1h            | red    | rain-1h:50 rain-1h-extreme:80 | 0=85                          | 0=45
            smoke                   | orange |                           | 0=1.2 5=1.4                       | 0=1.2 5=0.1
            flame                   | red    |                           | 0=1 5=1                           | 0=1 5=0
            fire-temperature        | orange |                           | 0=90                              | 0=59
            fire-temperature-rise   | orange |                           | 0=20 20=23 40=26 60=29 80=32      | 0=20 20=21 40=22 60=23 80=24
            hydrant-pressure-low    | yellow | pressure-min:0.3          | 0=0.2 301=0.2                     | 0=0.2 100=0.4 301=0.4
            weather-official        | orange |                           | 0=0 10=3                          | 0=0 10=0
            seismic-official        | red    |                           | 0=4                               | 0=0
            seismic-intensity       | orange |                           | 0=6.1                             | 0=3.9
            official-feed-silent    | yellow |                           | 0=0 !3700                         | 0=0 !3500
            """;

    record Example(String ruleId, String level, Map<String, String> attributes, String fires, String calm) {
        @Override
        public String toString() {
            return ruleId;
        }
    }

    static Stream<Example> examples() {
        return EXAMPLES.lines().map(line -> {
            String[] cells = line.split("\\|");
            var attributes = new HashMap<String, String>();
            for (String attribute : cells[2].strip().split(" ")) {
                if (!attribute.isEmpty()) {
                    attributes.put(attribute.split(":")[0], attribute.split(":")[1]);
                }
            }
            return new Example(cells[0].strip(), cells[1].strip(), attributes, cells[3].strip(), cells[4].strip());
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theWrittenExampleFiresAndTheCalmOneDoesNot(Example example) {
        Rule rule = RulePacks.all().stream()
                .filter(one -> one.id().equals(example.ruleId()))
                .findFirst()
                .orElseThrow();

        assertThat(run(rule, example.attributes(), example.calm())).as("calm").isEmpty();
        List<BreachTransition> steps = run(rule, example.attributes(), example.fires());
        assertThat(steps).as("fires").isNotEmpty();
        BreachTransition last = steps.get(steps.size() - 1);
        assertThat(last.level().code()).isEqualTo(example.level());
        assertThat(last.reason().zh()).doesNotContain("{", "—");
        assertThat(last.reason().en()).doesNotContain("{", "—");
    }

    @Test
    void everyRuleOfThesePacksHasItsExample() {
        assertThat(examples().map(Example::ruleId))
                .containsExactlyInAnyOrderElementsOf(PACKS.stream()
                        .flatMap(pack -> RulePacks.load(pack).stream())
                        .map(Rule::id)
                        .toList());
    }

    private static List<BreachTransition> run(Rule rule, Map<String, String> attributes, String samples) {
        DeviceKey key = new DeviceKey("e", "s", "d");
        boolean ofPoint = rule.selector().judgesPoints();
        String quantity = ofPoint ? String.valueOf(rule.selector().quantity()) : "value";
        String siteKind =
                rule.selector().siteKind() == null ? "county" : rule.selector().siteKind();
        String deviceKind = rule.selector().deviceKind() == null
                ? "sensor"
                : rule.selector().deviceKind();
        var point = new Point("v", Text.same("v"), quantity, "u", null, null, Set.of(), new Attributes(attributes));
        var device = new Device(
                key, Text.same("设备"), deviceKind, "z", new Attributes(attributes), List.of(point), List.of());
        var site = new Site(
                SiteKey.parse("e/s"),
                Text.same("场所"),
                siteKind,
                ZoneId.of("Asia/Shanghai"),
                "140000",
                Attributes.NONE,
                List.of(new org.jiaoying.domain.register.Zone("z", Text.same("区域"), Attributes.NONE)),
                List.of());
        DevicePlan plan = Planner.plan(device, site, null, List.of(new VersionedRule(1, rule)));
        assertThat(plan.unresolved()).isEmpty();
        assertThat(rule.condition() instanceof Condition.Absence
                        || !plan.watches("v").isEmpty())
                .as("the rule judges the point")
                .isTrue();
        return judged(key, plan, samples);
    }

    private static List<BreachTransition> judged(DeviceKey key, DevicePlan plan, String samples) {
        var judge = new DeviceJudge(ReorderBound.DEFAULT);
        var state = new DeviceState();
        var steps = new ArrayList<BreachTransition>();
        for (String sample : samples.split(" +")) {
            var findings = new Findings(Instant.EPOCH);
            if (sample.startsWith("!")) {
                long now = Mine.START + Long.parseLong(sample.substring(1)) * 1_000;
                judge.look(state, plan, key, now, findings);
            } else {
                String[] parts = sample.split("=");
                Instant at = Instant.ofEpochMilli(Mine.START + Long.parseLong(parts[0]) * 1_000);
                var reading = new Reading("v", at, Double.parseDouble(parts[1]), Quality.GOOD, TimeBasis.DEVICE);
                judge.observe(state, plan, new DeviceMessage(key, at, List.of(reading)), findings);
            }
            assertThat(findings.failures).isEmpty();
            steps.addAll(findings.transitions);
        }
        return steps;
    }
}
