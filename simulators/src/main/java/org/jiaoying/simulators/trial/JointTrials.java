package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.jiaoying.simulators.site.Disturbance.GasRise;
import org.jiaoying.simulators.site.Disturbance.Silence;

/** What only several feeds of a site together show. */
final class JointTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("fan-off-then-gas", "correlation", "风机停转后瓦斯上升", "The fan stops, then gas rises", stage -> {
                stage.lasts(ofHours(2));
                Duration from = stage.between(ofMinutes(20), ofMinutes(30));
                stage.shows("fan-main", "running", from, from.plusMinutes(40), (running, at) -> 0);
                stage.disturb(new GasRise(
                        "gas-h1305-t1",
                        0.9,
                        from.plusMinutes(3),
                        from.plusMinutes(25),
                        from.plusMinutes(40),
                        ofMinutes(6)));
                stage.danger(null, from, from.plusMinutes(30), "停风后瓦斯上升", "Gas rises without a fan");
                stage.danger("threshold", null, "fan-main", from, from.plusMinutes(2), "主通风机停转", "The fan has stopped");
            }),
            Trials.mine("gas-after-fan", "sequence", "风机恢复后瓦斯上升", "Gas rises after the fan came back", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(30));
                Duration back = from.plus(stage.between(ofMinutes(6), ofMinutes(9)));
                stage.shows("fan-main", "running", from, back, (running, at) -> 0);
                stage.disturb(new GasRise(
                        "gas-h1305-t1",
                        0.9,
                        back.plusMinutes(5),
                        back.plusMinutes(20),
                        back.plusMinutes(30),
                        ofMinutes(6)));
                stage.danger(null, back, back.plusMinutes(25), "停风恢复后瓦斯上升", "Gas rises once air moves again");
                stage.danger("threshold", null, "fan-main", from, from.plusMinutes(2), "主通风机停转", "The fan has stopped");
            }),
            Trials.mine(
                    "fan-back-in-time",
                    "sequence",
                    "风机短停后恢复且瓦斯平稳",
                    "The fan stops for a moment, and gas stays",
                    stage -> {
                        Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                        stage.shows("fan-main", "running", from, from.plusMinutes(4), (running, at) -> 0);
                        stage.danger(
                                "threshold",
                                null,
                                "fan-main",
                                from,
                                from.plusMinutes(2),
                                "主通风机停转",
                                "The fan has stopped");
                    }),
            Trials.mine("gas-with-people", "correlation", "有人作业时瓦斯上升", "Gas rises with people there", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                stage.disturb(new GasRise(
                        "gas-w1203-t1", 1.4, from, from.plusMinutes(10), from.plusMinutes(40), ofMinutes(6)));
                stage.danger(null, from, from.plusMinutes(20), "瓦斯超限且有人", "Gas over its limit with people there");
                stage.danger("threshold", null, "gas-w1203-t1", from, from.plusMinutes(10), "超限", "Over the limit");
            }),
            Trials.mine("work-without-video", "correlation", "无视频作业", "Work without video", stage -> {
                stage.lasts(ofHours(2));
                Duration from = stage.between(ofMinutes(10), ofMinutes(30));
                dark(stage, "cam-w1203", from, ofHours(2));
                stage.danger(
                        null, from, from.plusMinutes(30), "有人作业而摄像机无画面", "People at work where the camera is dark");
            }),
            Trials.mine(
                    "dark-without-work", "correlation", "无人作业时摄像机离线", "A camera is dark where nobody works", stage -> {
                        stage.from(0, 30);
                        stage.lasts(ofMinutes(14));
                        dark(stage, "cam-shaft", ofMinutes(2), ofMinutes(10));
                    }),
            Trials.mine("short-blackout", "correlation", "摄像机短时离线", "A camera is dark for a moment", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                dark(stage, "cam-w1203", from, from.plusMinutes(2));
            }));

    private JointTrials() {}

    /** It says that it is dark, again and again, and at the end that it sees. */
    private static void dark(Stagehand stage, String camera, Duration from, Duration until) {
        stage.disturb(new Silence(camera, from, until));
        VideoTrials.sights(stage, camera, "offline", 1, ofSeconds(30), from, until.minus(from));
        VideoTrials.sights(stage, camera, "online", 1, ofSeconds(30), until, ofSeconds(30));
    }
}
