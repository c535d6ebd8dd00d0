package org.jiaoying.standalone.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jiaoying.simulators.load.LoadPlan;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.replay.ReplayPhone;

/** Rule, people and phones of the load's sites: one person each, whose phone is named after the site. */
final class BenchSites {
    static final String RULES = """
            pack: bench
            rules:
              - id: ch4-limit
                hazard: gas
                kind: threshold
                title: {zh: 甲烷超限, en: Methane over limit}
                clause: AQ 1029
                from: 2020-01-01
                subject: {quantity: ch4}
                side: above
                levels: {yellow: alarm, orange: cut, red: 3.0}
                say: {zh: "{value}{unit}，限值 {limit}{unit}", en: "{value}{unit}, limit {limit}{unit}"}
                advice: {zh: 撤人，查明原因, en: Withdraw people and find the cause}
            """;

    private BenchSites() {}

    static String roster(LoadPlan load) {
        var yaml = new StringBuilder("people:\n");
        for (int site = 0; site < load.sites(); site++) {
            yaml.append(
                    "  - {id: p%d, name: site-%d, post: 值班调度, phones: [\"%s\"]}%n".formatted(site, site, number(site)));
        }
        yaml.append("chains:\n");
        for (int site = 0; site < load.sites(); site++) {
            yaml.append("  - {enterprise: %s, site: site-%d, tiers: [{name: 值班, people: [p%d]}]}%n"
                    .formatted(load.enterprise(), site, site));
        }
        return yaml.toString();
    }

    static List<ReplayPhone> phones(LoadPlan load) {
        var phones = new ArrayList<ReplayPhone>();
        for (int site = 0; site < load.sites(); site++) {
            phones.add(new ReplayPhone(number(site), "site-" + site, new Behaviour.Ignores()));
        }
        return phones;
    }

    private static String number(int site) {
        return String.format(Locale.ROOT, "1990001%04d", site);
    }
}
