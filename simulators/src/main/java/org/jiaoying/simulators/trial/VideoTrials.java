package org.jiaoying.simulators.trial;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;

/** What cameras see, and what they doubtfully believe to see. */
final class VideoTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("no-helmet", "scene", "有人未戴安全帽", "Somebody without a helmet", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                sights(stage, "cam-w1203", "no_helmet", stage.between(0.85, 0.97), ofSeconds(10), from, ofMinutes(4));
                stage.danger("cam-w1203", from, from.plusMinutes(4), "未戴安全帽", "No helmet");
            }),
            Trials.mine("intrusion", "scene", "皮带区域入侵", "Somebody at the belt", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                sights(stage, "cam-h1305", "intrusion", stage.between(0.85, 0.97), ofSeconds(5), from, ofMinutes(3));
                stage.danger("cam-h1305", from, from.plusMinutes(3), "入侵", "Intrusion");
            }),
            Trials.mine("smoke", "scene", "烟火", "Smoke or fire", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                sights(stage, "cam-shaft", "smoke", stage.between(0.85, 0.97), ofSeconds(5), from, ofMinutes(3));
                stage.danger("cam-shaft", from, from.plusMinutes(3), "烟火", "Smoke");
            }),
            Trials.mine("doubtful-frames", "scene", "偶发低置信度误识别", "Doubtful frames now and then", stage -> {
                sights(
                        stage,
                        "cam-w1203",
                        "no_helmet",
                        stage.between(0.3, 0.45),
                        ofMinutes(7),
                        ofMinutes(5),
                        ofMinutes(90));
                sights(
                        stage,
                        "cam-h1305",
                        "intrusion",
                        stage.between(0.3, 0.45),
                        ofMinutes(9),
                        ofMinutes(5),
                        ofMinutes(90));
            }));

    private VideoTrials() {}

    static void sights(
            Stagehand stage,
            String camera,
            String type,
            double confidence,
            Duration cadence,
            Duration from,
            Duration length) {
        stage.speaks(
                new Sights(stage.key(camera), type, confidence, cadence, stage.at(from), stage.at(from.plus(length))));
    }
}
