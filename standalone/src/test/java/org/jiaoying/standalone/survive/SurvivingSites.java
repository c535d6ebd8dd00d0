package org.jiaoying.standalone.survive;

import java.util.Locale;

/** Register, rule and roster of the sites in the kill test: a gas sensor and a responsible person each. */
final class SurvivingSites {
    static final String ENTERPRISE = "survivor";

    static final String RULES = """
            pack: survive
            rules:
              - id: ch4-limit
                hazard: gas
                kind: threshold
                title: {zh: 甲烷超限, en: Methane over limit}
                clause: AQ 1029
                from: 2020-01-01
                subject: {quantity: ch4}
                side: above
                levels: {yellow: alarm}
                say: {zh: "{value}{unit}，限值 {limit}{unit}", en: "{value}{unit}, limit {limit}{unit}"}
                advice: {zh: 撤人，查明原因, en: Withdraw people and find the cause}
            """;

    private SurvivingSites() {}

    static String register(int sites) {
        var yaml = new StringBuilder("""
                enterprises:
                  survivor:
                    users:
                      survivor: {password: survivor}
                    sites:
                """);
        for (int site = 0; site < sites; site++) {
            yaml.append("""
                          %s:
                            kind: coal-mine
                            timeZone: Asia/Shanghai
                            devices:
                              gas:
                                kind: gas-sensor
                                points:
                                  ch4: {unit: "%%CH4", range: [0, 4], attributes: {alarm: 1.0}}
                    """.formatted(KnownStream.site(site)));
        }
        return yaml.toString();
    }

    static String roster(int sites) {
        var people = new StringBuilder("people:\n");
        var chains = new StringBuilder("chains:\n");
        for (int site = 0; site < sites; site++) {
            people.append(
                    "  - {id: p%d, name: 值班 %d, post: 值班调度, phones: [\"%s\"]}\n".formatted(site, site, phone(site)));
            chains.append("  - {enterprise: %s, site: %s, tiers: [{name: 值班, people: [p%d]}]}\n"
                    .formatted(ENTERPRISE, KnownStream.site(site), site));
        }
        return people.append(chains).toString();
    }

    static String phone(int site) {
        return String.format(Locale.ROOT, "1990002%04d", site);
    }
}
