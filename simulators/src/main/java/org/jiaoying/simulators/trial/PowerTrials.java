package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.Duration;
import java.util.List;

/** Electricity by branch: a stopped mine that digs, and one that only pumps and ventilates. */
final class PowerTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("secret-production", "baseline", "责令停产期间夜间出煤", "A stopped mine digs at night", stage -> {
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
            Trials.mine("night-maintenance", "baseline", "停产期间夜间检修", "Maintenance at night while stopped", stage -> {
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
            Trials.mine("ventilation-lost", "baseline", "通风用电中断", "The ventilation's power is lost", stage -> {
                stage.lasts(ofHours(3));
                Duration from = stage.between(ofMinutes(40), ofMinutes(60));
                stage.shows("power-ventilation", "power", from, ofHours(3), (power, at) -> 0);
                stage.danger(null, from, from.plusMinutes(60), "通风用电份额降为零", "Its share falls to nothing");
            }));

    private PowerTrials() {}

    private static void idle(Stagehand stage, Duration from, Duration until) {
        stage.shows("power-hoist", "power", from, until, (power, at) -> 12 + at.getEpochSecond() % 3);
        stage.shows("power-transport", "power", from, until, (power, at) -> 5 + at.getEpochSecond() % 2);
    }
}
