package org.jiaoying.alerting.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterFileTest {

    @Test
    void readsPeopleChainsAndPolicies() {
        RosterFile roster = RosterFile.parse("r.yaml", """
                people:
                  - {id: a, name: 张伟, post: 调度员, enterprise: mine, phones: ["+86 138-0000-0001", "13800000002"], superior: b}
                  - {id: b, name: Li Na, language: en, phones: ["+44 7700 900123"], officer: true}
                chains:
                  - enterprise: mine
                    site: north
                    hazard: gas
                    tiers:
                      - {name: 调度, people: [a], levels: [yellow, orange], answer: {orange: 90s}}
                      - {name: 矿长, people: [b, a], channels: [sms]}
                policies:
                  - {level: orange, from: 2026-05-01, answer: 8m, repeats: 2, together: true, first-report: 20m}
                """);
        assertThat(roster.people().get(0).phones()).containsExactly("8613800000001", "8613800000002");
        assertThat(roster.people().get(1).phones()).containsExactly("447700900123");
        RosterChain chain = roster.chains().get(0);
        assertThat(chain.hazard()).isEqualTo(Hazard.GAS);
        assertThat(chain.tiers().get(0).levels()).containsOnly(Level.YELLOW, Level.ORANGE);
        assertThat(chain.tiers().get(0).answer()).containsEntry(Level.ORANGE, Duration.ofSeconds(90));
        assertThat(chain.tiers().get(1).levels()).hasSize(4);
        assertThat(roster.policies().get(0).policy().answer()).isEqualTo(Duration.ofMinutes(8));
        assertThat(roster.policies().get(0).from()).hasToString("2026-04-30T16:00:00Z");
    }

    @Test
    void tellsAllFaultsAtOnceWithTheirLines() {
        var faults = catchThrowableOfType(RosterFaultsException.class, () -> RosterFile.parse("r.yaml", """
                        people:
                          - {id: a, name: 张伟, phones: ["12"], superior: nobody}
                          - {id: a, name: "", phones: ["13800000001"]}
                          - {id: c, name: C, phones: ["13800000001"], langauge: en}
                        chains:
                          - {enterprise: mine, site: north, tiers: [{name: t, people: [zz], answer: {red: soon}}]}
                          - {enterprise: mine, site: north, tiers: [{name: t, people: [a], channels: [fax]}]}
                          - {enterprise: mine, site: south}
                        """));
        assertThat(faults.faults().stream().map(Object::toString))
                .anyMatch(fault -> fault.startsWith("r.yaml:2:") && fault.contains("phone number"))
                .anyMatch(fault -> fault.startsWith("r.yaml:2:") && fault.contains("'nobody' is not the id"))
                .anyMatch(fault -> fault.startsWith("r.yaml:3:") && fault.contains("a second time"))
                .anyMatch(fault -> fault.startsWith("r.yaml:3:") && fault.contains("is empty"))
                .anyMatch(fault -> fault.startsWith("r.yaml:4:") && fault.contains("number of 'a'"))
                .anyMatch(fault -> fault.startsWith("r.yaml:4:") && fault.contains("did you mean 'language'"))
                .anyMatch(fault -> fault.startsWith("r.yaml:6:") && fault.contains("'zz' is not the id"))
                .anyMatch(fault -> fault.startsWith("r.yaml:6:") && fault.contains("'soon' must be a time"))
                .anyMatch(fault -> fault.startsWith("r.yaml:7:") && fault.contains("'fax' is not a channel"))
                .anyMatch(fault -> fault.startsWith("r.yaml:7:") && fault.contains("have a chain in this roster"))
                .anyMatch(fault -> fault.startsWith("r.yaml:8:") && fault.contains("at least one tier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "people", "people: 3", "people: [1, 2]", "{", "- a", "people: {a: b}", "chains: [[]]"})
    void refusesWhatIsNoRoster(String text) {
        assertThatThrownBy(() -> RosterFile.parse("r.yaml", text)).isInstanceOf(RosterFaultsException.class);
    }

    @Test
    void readsOrganisationsRostersLeavesAndOverrides() {
        RosterFile roster =
                RosterFile.parse("r.yaml", """
                organisations:
                  - {id: county, name: 平安县, kind: county}
                  - {id: town, name: 青山镇, kind: township, parent: county}
                people:
                  - {id: a, name: 甲, organisation: town, phones: ["13800000001"], contacts: {voice: ["03511234567"], email: [a@b.cn]}, stand-in: b}
                  - {id: b, name: 乙, phones: ["13800000001"], shared-phone: true, active: false}
                chains:
                  - organisation: county
                    hazard: flood
                    tiers:
                      - {name: 镇, rosters: [town], answers: all}
                rosters:
                  - {id: town, name: 镇值班室, organisation: town, since: 2026-01-01, handover: 10m, officers: true,
                     shifts: [{name: 全天, from: "08:00", to: "08:00", people: [a, b], turn: 7}]}
                leaves:
                  - {person: a, from: 2026-05-01, to: "2026-05-02 12:00", stand-in: b, reason: 病假}
                overrides:
                  - {roster: town, from: 2026-05-03, to: 2026-05-04, person: b, reason: 换班}
                """.replace("{id: a, name: 甲,", "{id: a, name: 甲, shared-phone: true,"));
        assertThat(roster.organisations().get(1).parent()).isEqualTo("county");
        assertThat(roster.people().get(0).contacts()).containsEntry("email", List.of("a@b.cn"));
        assertThat(roster.people().get(1).active()).isFalse();
        assertThat(roster.chains().get(0).id()).isEqualTo("organisation:county/flood");
        assertThat(roster.rosters().get(0).handover()).isEqualTo(Duration.ofMinutes(10));
        assertThat(roster.leaves().get(0).to()).hasToString("2026-05-02T04:00:00Z");
        // What was written is read again as it was.
        String written = RosterDocument.of(roster).encode();
        assertThat(RosterFile.parse("again", written)).isEqualTo(roster);
        assertThat(RosterDocument.dutyRoster(RosterDocument.of(roster.rosters().get(0))))
                .isEqualTo(roster.rosters().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: 全天, from: '08:00', to: '08:00', days: [workday], people: [a]} | nobody on duty on a weekend",
                "{name: 日, from: '08:00', to: '20:00', people: [a]} | must end at 08:00",
                "{name: 日, from: '08:00', to: '20:00', people: [a]}, {name: 夜, from: '21:00', to: '08:00', people: [a]} | must go on at 20:00",
                "{name: 日, from: '08:00', to: '20:00', people: [a]}, {name: 夜, from: '19:00', to: '08:00', people: [a]} | must go on at 20:00",
                "{name: 日, from: '08:00', to: '08:00', people: [a]}, {name: 夜, from: '08:00', to: '08:00', people: [a]} | must end at 08:00",
                "{name: 日, from: '25:00', to: '08:00', people: [a]} | is not a time of day",
                "{name: 日, from: '08:00', to: '08:00', people: [zz]} | is not the id of a person",
                "{name: 日, from: '08:00', to: '08:00', people: []} | at least one person",
                "{name: 日, from: '08:00', to: '08:00', people: [a], turn: 0} | must lie in 1 to 366"
            })
    void aRosterThatLeavesAGapIsRefused(String shifts, String fault) {
        assertThatThrownBy(() -> RosterFile.parse("r.yaml", """
                        people: [{id: a, name: 甲, phones: ["13800000001"]}]
                        rosters:
                          - {id: r, name: R, since: 2026-01-01, shifts: [%s]}
                        """.formatted(shifts)))
                .isInstanceOf(RosterFaultsException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void anOrganisationCannotBelongToItself() {
        assertThatThrownBy(() -> RosterFile.parse("r.yaml", """
                        organisations:
                          - {id: a, name: A, kind: county, parent: b}
                          - {id: b, name: B, kind: county, parent: a}
                        """)).hasMessageContaining("to itself");
    }

    @Test
    void aPartMayNameWhatIsThereAlready() {
        var known = new KnownIds(Set.of("a"), Set.of(), Set.of(), Map.of("8613800000001", "a"));
        String part = "leaves: [{person: a, from: 2026-05-01, to: 2026-05-02, stand-in: b, reason: x}]\n"
                + "people: [{id: b, name: B, phones: ['13800000002'], superior: a}]";
        assertThat(RosterFile.parse("part", part, known).leaves()).hasSize(1);
        assertThatThrownBy(() -> RosterFile.parse("part", part.replace("13800000002", "13800000001"), known))
                .hasMessageContaining("is the number of 'a'");
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefusedWithItsFaults(@ForAll String text) {
        try {
            RosterFile.parse("r.yaml", text);
        } catch (RosterFaultsException refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "13812345678, 8613812345678",
        "+86 138-1234-5678, 8613812345678",
        "008613812345678, 8613812345678",
        "8613812345678, 8613812345678",
        "(0351) 1234567, 03511234567",
        "10690000, 10690000"
    })
    void aNumberHasOneForm(String written, String normal) {
        assertThat(PhoneNumber.normal(written)).isEqualTo(normal);
    }

    @Test
    void theExamplesOfTheGuidesAreRosters() throws IOException {
        for (String guide : List.of("../docs/set-up-a-roster.md", "../docs/set-up-a-roster.zh-CN.md")) {
            List<String> examples = yaml(Files.readString(Path.of(guide)));
            assertThat(examples).as(guide).isNotEmpty();
            for (String example : examples) {
                assertThat(RosterFile.parse(guide, example).people()).isNotEmpty();
            }
        }
    }

    private static List<String> yaml(String document) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
