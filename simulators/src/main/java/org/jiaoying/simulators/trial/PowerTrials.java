package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.jiaoying.domain.Hazard;

/** Electricity by branch: a stopped mine that digs, one that only pumps and ventilates, and what is not usual at an hour. */
final class PowerTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("secret-production", "correlation", "责令停产期间夜间出煤", "A stopped mine digs at night", stage -> {
                stage.from(20, 0);
                stage.lasts(ofHours(10));
                stage.declares("ordered-stop", Duration.ZERO, ofHours(10));
                Duration from = stage.between(ofHours(2), ofHours(3));
                idle(stage, Duration.ZERO, from);
                idle(stage, from.plusHours(4), ofHours(10));
                stage.shows(
                        "power-hoist",
                        "power",
                        from,
                        from.plusHours(4),
                        (power, at) -> 300 + at.getEpochSecond() % 60 * 3);
                stage.shows(
                        "power-transport",
                        "power",
                        from,
                        from.plusHours(4),
                        (power, at) -> 240 + at.getEpochSecond() % 60);
                stage.danger(null, from, from.plusHours(2), "停产期间提升、运输用电", "Hoist and belts draw power");
            }),
            Trials.mine("night-maintenance", "correlation", "停产期间夜间检修", "Maintenance at night while stopped", stage -> {
                stage.from(20, 0);
                stage.lasts(ofHours(10));
                stage.declares("ordered-stop", Duration.ZERO, ofHours(10));
                idle(stage, Duration.ZERO, ofHours(10));
                // One trip of the cage with fitters, twice.
                for (int trip = 0; trip < 2; trip++) {
                    Duration at = stage.between(ofHours(1), ofHours(8));
                    stage.shows("power-hoist", "power", at, at.plusMinutes(3), (power, t) -> 110);
                }
            }),
            Trials.mine("ventilation-lost", "correlation", "通风用电中断", "The ventilation's power is lost", stage -> {
                stage.lasts(ofHours(3));
                Duration from = stage.between(ofMinutes(40), ofMinutes(60));
                stage.shows("power-ventilation", "power", from, ofHours(3), (power, at) -> 0);
                stage.danger(null, from, from.plusMinutes(10), "通风支路无负荷", "The branch of the fan draws nothing");
            }),
            Trials.mine("fans-changed-over", "correlation", "主备风机切换", "The fans are changed over", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                Duration until = from.plus(stage.between(ofSeconds(30), ofSeconds(100)));
                stage.shows("power-ventilation", "power", from, until, (power, at) -> 0);
            }),
            Trials.mine(
                    "ventilation-maintained",
                    "correlation",
                    "申报的通风支路检修",
                    "The branch is worked on, as declared",
                    stage -> {
                        Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                        stage.declares("maintenance", from.minusMinutes(5), from.plusMinutes(60));
                        stage.shows("power-ventilation", "power", from, from.plusMinutes(40), (power, at) -> 0);
                    }),
            Trials.mine("blackout", "correlation", "全矿失电", "The whole mine loses its power", stage -> {
                stage.lasts(ofHours(3));
                Duration from = stage.between(ofMinutes(40), ofMinutes(80));
                Duration until = from.plus(stage.between(ofMinutes(8), ofMinutes(30)));
                for (String branch : List.of("hoist", "ventilation", "drainage", "transport")) {
                    stage.shows("power-" + branch, "power", from, until, (power, at) -> 0);
                }
                stage.dangerOf(Hazard.POWER, from, from.plusMinutes(5), "支路全部失电", "Every branch is dead");
            }),
            Trials.mine("over-capacity", "threshold", "用电超过核定容量", "More power than the capacity", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(50));
                double power = stage.between(530, 620);
                stage.shows(
                        "power-transport", "power", from, ofHours(2), (none, at) -> power + at.getEpochSecond() % 7);
                stage.danger("power-transport", from, from.plusMinutes(25), "超过核定容量", "Over its capacity");
            }),
            Trials.mine("short-peak", "threshold", "短时尖峰负荷", "A short peak of load", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(80));
                double power = stage.between(520, 650);
                Duration until = from.plus(stage.between(ofMinutes(3), ofMinutes(11)));
                stage.shows("power-transport", "power", from, until, (none, at) -> power);
            }),
            Trials.mine("coal-at-night", "baseline", "检修班时段皮带运煤", "Coal is moved in the maintenance shift", stage -> {
                watchBelt(stage);
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                double power = stage.between(150, 300);
                stage.shows(
                        "power-transport",
                        "power",
                        from,
                        from.plusMinutes(100),
                        (none, at) -> power + at.getEpochSecond() % 17);
                stage.danger("power-transport", from, from.plusMinutes(45), "检修班用电如生产班", "As much as when coal is dug");
            }),
            Trials.mine("belt-tried-at-night", "baseline", "检修后皮带试运转", "The belt is tried after maintenance", stage -> {
                watchBelt(stage);
                Duration from = stage.between(ofMinutes(20), ofMinutes(120));
                Duration until = from.plus(stage.between(ofMinutes(4), ofMinutes(15)));
                double power = stage.between(150, 300);
                stage.shows("power-transport", "power", from, until, (none, at) -> power);
            }),
            Trials.mine("busy-day", "baseline", "生产班满负荷", "A shift at full load", stage -> {
                watchBelt(stage);
                stage.from(9, 30);
                double more = stage.between(1.05, 1.15);
                stage.shows("power-transport", "power", Duration.ZERO, ofHours(3), (power, at) -> power * more);
            }),
            Trials.mine("pumps-fail", "threshold", "水泵长时间未运转", "The pumps do not run", stage -> {
                stage.from(7, 0);
                stage.lasts(ofHours(30));
                double rest = stage.between(1, 5);
                stage.shows("power-drainage", "power", Duration.ZERO, ofHours(30), (power, at) -> rest);
                stage.danger(
                        "threshold",
                        Hazard.WATER,
                        "power-drainage",
                        ofHours(20),
                        ofHours(26),
                        "一昼夜没有排水",
                        "No water was pumped for a day and a night");
            }));

    private PowerTrials() {}

    private static void watchBelt(Stagehand stage) {
        stage.from(1, 0);
        stage.lasts(ofHours(3));
        stage.registers("power-transport", "usual", "watched");
        stage.remembers("power-transport", Duration.ofDays(14));
    }

    private static void idle(Stagehand stage, Duration from, Duration until) {
        stage.shows("power-hoist", "power", from, until, (power, at) -> 12 + at.getEpochSecond() % 3);
        stage.shows("power-transport", "power", from, until, (power, at) -> 5 + at.getEpochSecond() % 2);
    }
}
