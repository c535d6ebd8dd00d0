package org.jiaoying.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.simulators.phones.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCaseTest {
    static final String CASE = """
            case: small
            title: {zh: 小例, en: A small case}
            source: written for this test
            csv:
              separator: ";"
              time: {column: time, format: yyyy-MM-dd HH:mm, zone: Asia/Shanghai}
              values:
                - {column: a, device: e/s/d, point: ch4}
                - {column: b, device: e/s/d, point: co}
                - {column: c, device: e/s/other, point: ch4}
            enterprises:
              e:
                sites:
                  s:
                    kind: coal-mine
                    timeZone: Asia/Shanghai
                    devices:
                      d: {kind: gas-sensor, points: {ch4: {unit: "%"}, co: {unit: ppm}}}
                      other: {kind: gas-sensor, points: {ch4: {unit: "%"}}}
            rules:
              - id: ch4-limit
                hazard: gas
                kind: threshold
                title: {zh: 甲烷超限, en: Methane over the limit}
                clause: "AQ 1029"
                from: 2020-02-01
                subject: {quantity: ch4}
                side: above
                levels: {yellow: 1.0}
                say: {zh: "{value}", en: "{value}"}
                advice: {zh: 撤人, en: Withdraw}
            roster:
              # kept as it is
              people:
                - {id: wang, number: "19900000001"}
            phones:
              - {number: "19900000001", person: 王, answers: [{after: 1m30s, text: "1 {code}"}]}
              - {number: "19900000002", behaviour: off}
            labels:
              - {rule: ch4-limit, device: e/s/d, point: ch4, from: 2021-01-01T08:00, to: 2021-01-01T09:00, level: yellow}
            """;

    @Test
    void everyPartIsRead() {
        ReplayCase read = ReplayCase.parse("small.yaml", CASE);
        assertThat(read.id()).isEqualTo("small");
        assertThat(read.csv().separator()).isEqualTo(';');
        assertThat(read.csv().values()).hasSize(3);
        assertThat(read.register().entries()).hasSize(4);
        assertThat(RuleParser.pack("small.yaml", read.rules())).hasSize(1);
        assertThat(read.roster().lines().toList().get(33)).isEqualTo("people:");
        assertThat(read.roster().strip()).endsWith("- {id: wang, number: \"19900000001\"}");
        assertThat(read.phones())
                .containsExactly(
                        new ReplayPhone("19900000001", "王", Behaviour.answers(Duration.ofSeconds(90), "1 {code}")),
                        new ReplayPhone("19900000002", "", Behaviour.off()));
        ReplayLabel label = read.labels().get(0);
        assertThat(label.from()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
        assertThat(label.level()).isEqualTo(Level.YELLOW);
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        assertThat(ReplayCase.parse("small.yaml", "\uFEFF" + CASE).id()).isEqualTo("small");
    }

    /** A change to the case, the line at which its fault stands, and a part of what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case: small                    | case: 'not an id'              | 1  | must be 1 to 64",
                "case: small                    | #                              | 2  | case: is missing",
                "zh: 小例,                      |                                | 2  | is missing",
                "separator: \";\"               | separator: \"ab\"              | 5  | must be one character",
                "format: yyyy-MM-dd HH:mm       | format: yyyy-bb                | 6  | yyyy-bb",
                "zone: Asia/Shanghai}           | zone: Asia/Shangri-La}         | 6  | is not a time zone",
                "column: a, device: e/s/d       | column: a, device: e/s/dd      | 8  | is not registered",
                "column: b, device: e/s/d, point: co | column: b, device: e/s/d, point: c0 | 9 | did you mean 'co'?",
                "column: b, device: e/s/d, point: co | column: b, device: e/s/d, point: ch4 | 9 | has a column already",
                "kind: coal-mine                | kin: coal-mine                 | 15 | 'kin' is not known",
                "unit: ppm                      | unit:                          | 18 | unit",
                "kind: threshold                | kind: treshold                 | 23 | did you mean 'threshold'?",
                "subject: {quantity: ch4}       | subject: {quantitty: ch4}      | 27 | did you mean 'quantity'?",
                "number: \"19900000002\"        | number: \"19900000001\"        | 38 | a second time",
                "behaviour: off                 | behaviour: of                  | 38 | did you mean 'off'?",
                "after: 1m30s                   | after: soon                    | 37 | is not a duration",
                "rule: ch4-limit                | rule: ch4-limits               | 40 | did you mean 'ch4-limit'?",
                "to: 2021-01-01T09:00           | to: 2021-01-01T07:00           | 40 | is before 'from'",
                "phones:                        | phonse:                        | 36 | did you mean 'phones'?",
                "csv:                           | cvs:                           | 4  | did you mean 'csv'?",
                "labels:                        | roster:                        | 39 | a second time",
                "enterprises:                   | !!!                            | 11 | is expected at the start",
            })
    void faultsAreToldAtTheirLine(String part, String changed, int line, String message) {
        assertThat(CASE).contains(part);
        String yaml = CASE.replaceFirst(java.util.regex.Pattern.quote(part), changed == null ? "" : changed);
        var refused = catchThrowableOfType(ReplayCaseException.class, () -> ReplayCase.parse("small.yaml", yaml));
        assertThat(refused).as("no fault in %s", yaml).isNotNull();
        assertThat(refused.faults()).as("%s", refused.getMessage()).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.toString()).contains(message);
        });
    }

    @Test
    void allFaultsComeAtOnceInTheOrderOfTheFile() {
        String yaml = CASE.replace("kind: coal-mine", "kin: coal-mine")
                .replace("kind: threshold", "kind: treshold")
                .replace("behaviour: off", "behaviour: of");
        var refused = catchThrowableOfType(ReplayCaseException.class, () -> ReplayCase.parse("small.yaml", yaml));
        assertThat(refused.faults()).extracting(Fault::line).isSorted().contains(15, 23, 38);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "case: x", "- a\n- b", "{}", "\u0000", "csv: {time: [", "case: &a x\nsource: *a\n"})
    void whatIsNoCaseIsRefusedWithFaults(String yaml) {
        assertThatThrownBy(() -> ReplayCase.parse("x.yaml", yaml)).isInstanceOf(ReplayCaseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"power-stopped", "slope-creep", "machine-failure", "machine-baseline"})
    void theCasesOfTheProjectAreWithoutFault(String name) throws Exception {
        ReplayCase read = ReplayCase.load(Path.of("cases", name + ".yaml"));
        assertThat(read.id()).isEqualTo(name);
        assertThat(read.labels()).isNotEmpty();
        assertThat(read.phones()).hasSize(3);
    }

    @Test
    void theDocumentedCaseIsWithoutFault() throws Exception {
        String guide = Files.readString(Path.of("../docs/replay.md"));
        int from = guide.indexOf("```yaml\n") + 8;
        ReplayCase read = ReplayCase.parse("replay.md", guide.substring(from, guide.indexOf("```", from)));
        assertThat(read.labels()).hasSize(1);
        assertThat(read.roster()).contains("tiers:");
    }

    @Test
    void fiftySevenDaysAreDeclaredAsStopped() throws Exception {
        ReplayCase read = ReplayCase.load(Path.of("cases/power-stopped.yaml"));
        List<Site> sites = read.register().entries().stream()
                .filter(Site.class::isInstance)
                .map(Site.class::cast)
                .toList();
        long days = sites.get(0).windows().stream()
                .mapToLong(
                        window -> Duration.between(window.from(), window.to()).toDays())
                .sum();
        assertThat(days).isEqualTo(57);
    }
}
