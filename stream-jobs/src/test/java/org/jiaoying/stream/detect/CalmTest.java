package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statutory edges are kept while the notification is calmed: one cause is one breach, planned work calls nobody. */
class CalmTest {
    private static final Rule MERGING = Mine.threshold("levels: {yellow: 1.0, orange: 1.5}, clear: 1.0, merge: 10m");
    private static final Rule PLANNED =
            Mine.threshold("levels: {yellow: 1.0}, planned: [calibration, test], planned-at-most: 2h");

    private static Mine planned(DeclaredWindow... windows) {
        return planned(PLANNED, windows);
    }

    private static Mine planned(Rule rule, DeclaredWindow... windows) {
        var mine = new Mine(rule);
        mine.becomes(
                Planner.plan(Mine.device(Map.of()), Mine.site(windows), null, List.of(new VersionedRule(1, rule))));
        return mine;
    }

    private static DeclaredWindow window(String kind, double from, double to) {
        return new DeclaredWindow(kind, Mine.at(from), Mine.at(to), "");
    }

    @Test
    void againWithinTenMinutesIsTheSameBreachAndItsEdgesAreInTheRecord() {
        var mine = new Mine(MERGING);
        mine.sends(0, 0.9).sends(60, 1.0).sends(120, 0.99).sends(420, 1.1).sends(480, 0.5);
        mine.sends(900, 0.5).sends(1079, 0.5).sends(1080, 0.5);

        assertThat(mine.story()).containsExactly("OPENED yellow @60 1", "CLEARED yellow @1080 0.5");
        assertThat(mine.transitions.get(1).evidence().text().en())
                .isEqualTo("violated in 2 stretches: 2026-03-01 08:01:00 to 2026-03-01 08:02:00;"
                        + " 2026-03-01 08:07:00 to 2026-03-01 08:08:00");
        assertThat(mine.transitions.get(1).evidence().numbers()).containsEntry("lasted_s", 120.0);
    }

    @Test
    void afterMoreThanTenMinutesItIsANewOne() {
        var mine = new Mine(MERGING);
        mine.sends(0, 1.0)
                .sends(60, 0.5)
                .sends(660, 0.5)
                .sends(661, 1.2)
                .sends(700, 0.1)
                .sends(1300, 0.1);

        assertThat(mine.story())
                .containsExactly(
                        "OPENED yellow @0 1",
                        "CLEARED yellow @660 0.5",
                        "OPENED yellow @661 1.2",
                        "CLEARED yellow @1300 0.1");
        assertThat(mine.transitions.stream().map(BreachTransition::breachId).distinct())
                .hasSize(2);
    }

    @Test
    void whileItIsHeldItRisesAtOnce() {
        var mine = new Mine(MERGING);
        mine.sends(0, 1.0).sends(60, 0.5).sends(120, 1.6);

        assertThat(mine.story()).containsExactly("OPENED yellow @0 1", "RAISED orange @120 1.6");
    }

    @Test
    void anHourOfChatterIsOneBreachAndWhatIsRememberedIsBounded() {
        var mine = new Mine(MERGING);
        for (int second = 0; second < 3600; second += 30) {
            mine.sends(second, second % 60 == 0 ? 1.0 : 0.9);
        }
        mine.sends(4500, 0.5);

        assertThat(mine.story()).hasSize(2);
        assertThat(mine.transitions.get(1).evidence().numbers()).containsEntry("stretches", 60.0);
    }

    @Test
    void inAPlannedWindowItIsRecordedWithTheRemarkAndNobodyIsCalled() {
        Mine mine = planned(window("calibration", 0, 3600));
        mine.sends(100, 2.0).sends(200, 0.1);

        assertThat(mine.transitions).extracting(BreachTransition::ruleId).containsOnly("~ch4-limit");
        assertThat(mine.transitions.get(0).reason().zh()).startsWith("【计划内，不通知】");
        assertThat(mine.story()).containsExactly("OPENED yellow @100 2", "CLEARED yellow @200 0.1");
    }

    @Test
    void whatGoesOnAfterTheWindowWarns() {
        Mine mine = planned(window("test", 0, 3600));
        mine.sends(3500, 2.0).sends(3600, 2.0);

        assertThat(mine.transitions)
                .filteredOn(step -> step.ruleId().equals("ch4-limit"))
                .extracting(BreachTransition::at)
                .containsExactly(Mine.at(3600));
    }

    @Test
    void afterTheLongestTimeItWarnsAlthoughTheWindowIsOpen() {
        Mine mine = planned(window("calibration", 0, 10 * 3600));
        mine.sends(7199, 2.0).sends(7200, 2.0);

        assertThat(mine.transitions)
                .filteredOn(step -> step.ruleId().equals("ch4-limit"))
                .extracting(BreachTransition::at)
                .containsExactly(Mine.at(7200));
    }

    @Test
    void whatWasOpenWhenTheWindowBeganGoesOn() {
        Mine mine = planned(window("calibration", 100, 3600));
        mine.sends(50, 2.0).sends(150, 2.0).sends(200, 0.1).sends(250, 2.0);

        assertThat(mine.transitions)
                .filteredOn(step -> step.ruleId().equals("ch4-limit"))
                .extracting(BreachTransition::change)
                .containsExactly(BreachTransition.Change.OPENED, BreachTransition.Change.CLEARED);
    }

    @Test
    void aWindowOfAnotherKindChangesNothing() {
        Mine mine = planned(window("maintenance", 0, 3600));
        mine.sends(100, 2.0);

        assertThat(mine.transitions).extracting(BreachTransition::ruleId).containsExactly("ch4-limit");
    }

    @Test
    void silenceInAPlannedWindowIsRecordedAndWarnsWhenTheWindowIsOver() {
        Rule silent = Mine.rule("silent", "absence", "level: yellow, after: 60s, planned: [calibration]");
        Mine mine = planned(silent, window("calibration", 0, 600));
        mine.sends(100, 0.1).looks(160).looks(599);

        assertThat(mine.transitions).extracting(BreachTransition::ruleId).containsExactly("~silent");
        assertThat(mine.transitions.get(0).reason().zh()).startsWith("【计划内，不通知】");
        assertThat(mine.nextLook(599)).isEqualTo(Mine.START + 600_000);

        mine.looks(600).sends(650, 0.1);
        assertThat(mine.transitions)
                .filteredOn(step -> step.ruleId().equals("silent"))
                .extracting(BreachTransition::at)
                .containsExactly(Mine.at(600), Mine.at(650));
    }

    @Test
    void silenceThatEndsInThePlannedWindowWarnsNobodyWhetherSeenInTimeOrNot() {
        Rule silent = Mine.rule("silent", "absence", "level: yellow, after: 60s, planned: [calibration]");
        Mine seen = planned(silent, window("calibration", 0, 600))
                .sends(100, 0.1)
                .looks(160)
                .sends(300, 0.1);
        Mine unseen =
                planned(silent, window("calibration", 0, 600)).sends(100, 0.1).sends(300, 0.1);

        assertThat(unseen.transitions).isEqualTo(seen.transitions);
        assertThat(seen.transitions).extracting(BreachTransition::ruleId).containsExactly("~silent", "~silent");
    }

    @Test
    void silenceAfterTheLongestTimeWarnsAlthoughTheWindowIsOpen() {
        Rule silent = Mine.rule(
                "silent", "absence", "level: yellow, after: 60s, planned: [calibration], planned-at-most: 30m");
        Mine mine = planned(silent, window("calibration", 0, 36_000));
        mine.sends(1_000, 0.1).looks(1_060).looks(1_800);

        assertThat(mine.transitions)
                .extracting(step -> step.ruleId() + " " + step.at())
                .containsExactly("~silent " + Mine.at(1_060), "silent " + Mine.at(1_800));
    }

    @Test
    void aRiseInAPlannedWindowIsRecordedAndOneAfterItWarns() {
        Rule rise = Mine.rule(
                "rise",
                "rate",
                "direction: rise, per: 1h, window: 1h, samples: 5, levels: {yellow: 0.5}, planned: [test]");
        Mine mine = planned(rise, window("test", 0, 3_600));
        for (int minute = 0; minute <= 120; minute += 5) {
            mine.sends(minute * 60, minute / 60.0);
        }

        assertThat(mine.transitions)
                .filteredOn(step -> step.change() == BreachTransition.Change.OPENED)
                .extracting(step -> step.ruleId() + " " + step.at())
                .containsExactly("~rise " + Mine.at(1_800), "rise " + Mine.at(3_600 + 1_800));
    }

    @Test
    void aRiseAgainWithinTheTimeOfMergingIsTheSameBreach() {
        Rule rise = Mine.rule(
                "rise", "rate", "direction: rise, per: 1h, window: 20m, samples: 3, levels: {yellow: 2}, merge: 2h");
        var mine = new Mine(rise);
        for (int minute = 0; minute <= 400; minute += 2) {
            // Up for half an hour, level for half an hour, up again; then level.
            double rising = Math.min(30, minute) + Math.max(0, Math.min(90, minute) - 60.0);
            mine.sends(minute * 60, rising / 10);
        }

        assertThat(mine.transitions)
                .extracting(BreachTransition::change)
                .containsExactly(BreachTransition.Change.OPENED, BreachTransition.Change.CLEARED);
    }

    @ParameterizedTest(name = "a limit and a duration of the {0} count")
    @ValueSource(strings = {"point", "device", "zone", "site"})
    void limitsAndDurationsComeFromThePointItsDeviceItsZoneOrItsSite(String holder) {
        Rule rule = Mine.threshold("levels: {yellow: top}, for: hold");
        var top = new Attributes(Map.of("top", "0.7", "hold", "2m"));
        Device plain = Mine.device(holder.equals("point") ? top.values() : Map.of());
        var device = new Device(
                plain.key(),
                plain.name(),
                plain.kind(),
                plain.zone(),
                holder.equals("device") ? top : Attributes.NONE,
                plain.points(),
                List.of());
        var site = Mine.site();
        var zones = site.zones().stream()
                .map(zone -> holder.equals("zone")
                        ? new org.jiaoying.domain.register.Zone(zone.id(), zone.name(), top)
                        : zone)
                .toList();
        var holding = new org.jiaoying.domain.register.Site(
                site.key(),
                site.name(),
                site.kind(),
                site.timeZone(),
                site.region(),
                holder.equals("site") ? top : site.attributes(),
                zones,
                List.of());
        var mine = new Mine(rule);
        mine.becomes(Planner.plan(device, holding, null, List.of(new VersionedRule(1, rule))));
        mine.sends(0, 0.7).sends(119, 0.7).sends(120, 0.7);

        assertThat(mine.story()).containsExactly("OPENED yellow @120 0.7");
    }

    @ParameterizedTest(name = "a limit of {0} means no limit")
    @ValueSource(strings = {"-0.01", "null", "none", ""})
    void whatTheFeedWritesForNoLimitIsNone(String written) {
        Rule rule = Mine.threshold("levels: {yellow: top, red: cut}");
        var mine = new Mine(ReorderBound.DEFAULT, Mine.device(Map.of("top", written, "cut", "3.0")), rule);
        mine.sends(0, 2.9).sends(1, 3.0);

        assertThat(mine.story()).containsExactly("OPENED red @1 3");
    }
}
