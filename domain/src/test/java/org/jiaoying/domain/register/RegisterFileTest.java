package org.jiaoying.domain.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.junit.jupiter.api.Test;

class RegisterFileTest {
    private static final String MINE = """
            enterprises:
              mine:
                name: {zh: 煤矿, en: Coal mine}
                users:
                  mine: {password: secret}
                  mine-backup: {passwordHash: pbkdf2-sha256$1000$c2FsdA==$aGFzaA==}
                sites:
                  north:
                    kind: coal-mine
                    timeZone: Asia/Shanghai
                    region: "140581"
                    attributes: {capacity: 1.20}
                    zones:
                      W1: {name: 一采区}
                    windows:
                      - {kind: ordered-stop, from: 2025-10-21, to: 2025-10-22T06:30:00, note: 停产令}
                    devices:
                      gas:
                        name: 甲烷
                        kind: gas-sensor
                        zone: W1
                        windows:
                          - {kind: calibration, from: "2025-10-21T08:00:00+08:00", to: "2025-10-21T00:10:00Z"}
                        points:
                          ch4:
                            unit: "%"
                            range: [0, null]
                            sentinels: [-1, 9999]
                            attributes: {place: T1, alarm: 1.0}
                          t: {quantity: temperature, unit: ℃}
            """;

    @Test
    void everythingThatIsWrittenIsRead() {
        RegisterFile file = RegisterFile.parse("register.yaml", MINE);

        assertThat(file.entries())
                .extracting(RegisterEntry::entryKey)
                .containsExactly("enterprise:mine", "site:mine/north", "device:mine/north/gas");
        assertThat(file.entries().get(0)).isEqualTo(new Enterprise("mine", new Text("煤矿", "Coal mine")));
        Site site = (Site) file.entries().get(1);
        assertThat(site.key()).isEqualTo(new SiteKey("mine", "north"));
        assertThat(site.name()).isEqualTo(Text.same("north"));
        assertThat(site.attributes().text("capacity")).contains("1.20");
        assertThat(site.zones()).containsExactly(new Zone("W1", Text.same("一采区"), Attributes.NONE));
        assertThat(site.windows())
                .containsExactly(new DeclaredWindow(
                        "ordered-stop",
                        Instant.parse("2025-10-20T16:00:00Z"),
                        Instant.parse("2025-10-21T22:30:00Z"),
                        "停产令"));
        Device device = (Device) file.entries().get(2);
        assertThat(device.key()).isEqualTo(new DeviceKey("mine", "north", "gas"));
        assertThat(device.windows())
                .containsExactly(new DeclaredWindow(
                        "calibration",
                        Instant.parse("2025-10-21T00:00:00Z"),
                        Instant.parse("2025-10-21T00:10:00Z"),
                        ""));
        Point ch4 = device.points().get(0);
        assertThat(ch4.min()).isZero();
        assertThat(ch4.max()).isNull();
        assertThat(ch4.sentinels()).isEqualTo(Set.of(-1.0, 9999.0));
        assertThat(ch4.quantity()).isEqualTo("ch4");
        assertThat(ch4.attributes().text("alarm")).contains("1.0");
        assertThat(device.points().get(1).quantity()).isEqualTo("temperature");
        assertThat(file.users())
                .containsExactly(
                        new InitialUser("mine", "mine", "secret", null),
                        new InitialUser("mine-backup", "mine", null, "pbkdf2-sha256$1000$c2FsdA==$aGFzaA=="));
    }

    @Test
    void aUsersTextFormLeavesTheSecretOut() {
        assertThat(RegisterFile.parse("r", MINE).users().toString()).doesNotContain("secret", "aGFzaA");
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlaces() {
        var refused = refusal("""
                enterprises:
                  bad id:
                    nmae: x
                    sites:
                      s:
                        kind: plant
                        timeZone: Mars/Olympus
                        region: abc
                        windows:
                          - {kind: stop, from: 2025-10-22, to: 2025-10-21}
                          - {kind: stop, from: yesterday, to: 2025-10-21}
                        devices:
                          d:
                            kind: meter
                            zone: nowhere
                            points:
                              p: {range: [5, 1], sentinels: [none]}
                              p: {unit: kWh}
                """);
        assertThat(refused.faults())
                .extracting(RegisterFault::line)
                .containsExactlyInAnyOrder(2, 3, 7, 8, 10, 11, 15, 17, 17, 17, 18);
        assertThat(refused)
                .hasMessageContaining("register.yaml:3:5: 'nmae' is not known here; known are name, users, sites")
                .hasMessageContaining("register.yaml:15:19: the site has no zone 'nowhere'")
                .hasMessageContaining("'p' stands here twice")
                .hasMessageContaining("'unit' is missing");
    }

    @Test
    void oneUserCannotBelongToTwoEnterprises() {
        assertThat(refusal("""
                        enterprises:
                          a: {users: {u: {password: x}}}
                          b: {users: {u: {password: y}}}
                        """)).hasMessageContaining("already one of another enterprise");
    }

    @Test
    void aUserHasExactlyOneSecret() {
        assertThat(refusal("enterprises: {a: {users: {u: {}}}}")).hasMessageContaining("either a password or");
        assertThat(refusal("enterprises: {a: {users: {u: {password: x, passwordHash: y}}}}"))
                .hasMessageContaining("either a password or");
    }

    @Test
    void brokenYamlIsRefusedWithItsPlace() {
        assertThat(refusal("enterprises:\n  a: [").faults().get(0).line()).isGreaterThan(1);
        assertThat(refusal("")).hasMessageContaining("empty");
        assertThat(refusal("- a\n- b")).hasMessageContaining("1:1: a mapping");
        assertThat(refusal("enterprises: \u0007")).hasMessageContaining("not YAML");
    }

    @Test
    void deepNestingIsRefusedBeforeItIsHeld() {
        assertThat(refusal("enterprises: " + "[".repeat(100_000))).hasMessageContaining("nested more than");
    }

    @Test
    void aliasesThatUnfoldToMillionsAreRefused() {
        var yaml = new StringBuilder("enterprises:\n  e0: {sites: &sites {");
        for (int site = 0; site < 300; site++) {
            yaml.append(site == 0 ? "" : ", ")
                    .append("s")
                    .append(site)
                    .append(": {kind: k, timeZone: UTC, devices: ")
                    .append(site == 0 ? "&devices {" : "*devices}");
            for (int device = 0; site == 0 && device < 300; device++) {
                yaml.append(device == 0 ? "" : ", ").append("d").append(device).append(": {kind: k}");
            }
            yaml.append(site == 0 ? "}}" : "");
        }
        yaml.append("}}\n");
        for (int enterprise = 1; enterprise < 300; enterprise++) {
            yaml.append("  e").append(enterprise).append(": {sites: *sites}\n");
        }
        assertThat(refusal(yaml.toString())).hasMessageContaining("aliases unfolded");
    }

    @Test
    void anAliasThatContainsItselfIsRefused() {
        assertThat(refusal("enterprises: &a {e: {sites: *a}}")).hasMessageContaining("is missing");
    }

    @Property(tries = 500)
    void whateverTheTextItIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
        try {
            RegisterFile.parse("register.yaml", text);
        } catch (RegisterFileException refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    private static RegisterFileException refusal(String yaml) {
        return catchThrowableOfType(RegisterFileException.class, () -> RegisterFile.parse("register.yaml", yaml));
    }
}
