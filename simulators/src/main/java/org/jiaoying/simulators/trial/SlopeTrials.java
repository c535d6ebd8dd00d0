package org.jiaoying.simulators.trial;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import java.time.Duration;
import java.util.List;
import org.jiaoying.simulators.site.Disturbance.Creep;

/** Slopes that fail, and slopes that only move with the seasons. */
final class SlopeTrials {
    static final List<Trial> ALL = List.of(
            Trials.pit("slope-fails", "rate", "边坡加速至失稳", "A slope accelerates to failure", stage -> {
                stage.lasts(ofDays(16));
                Duration failure = ofDays(15).plus(stage.between(ofHours(0), ofHours(20)));
                stage.disturb(new Creep("gnss-2", stage.between(9, 14), ofDays(1), failure));
                stage.danger("gnss-2", ofDays(6), failure.minusHours(8), "位移速率超限", "It moves faster than its limit");
            }),
            Trials.pit("slope-creeps-to-failure", "creep", "匀速变形后加速至失稳", "Uniform creep, then failure", stage -> {
                stage.lasts(ofDays(31));
                Duration failure = ofDays(30).plus(stage.between(ofHours(0), ofHours(20)));
                double uniform = stage.between(1.5, 3);
                stage.shows(
                        "gnss-1",
                        "displacement",
                        Duration.ZERO,
                        ofDays(31),
                        (moved, at) -> moved
                                + uniform
                                        * (at.getEpochSecond()
                                                - stage.at(Duration.ZERO).getEpochSecond())
                                        / 86_400.0);
                stage.disturb(new Creep("gnss-1", stage.between(15, 22), ofDays(14), failure));
                stage.danger("gnss-1", ofDays(14), failure.minusHours(24), "进入加速变形阶段", "It leaves its uniform stage");
            }),
            Trials.pit("crack-opens", "threshold", "裂缝张开超限", "A crack opens too far", stage -> {
                stage.lasts(ofDays(3));
                double perHour = stage.between(1.2, 2);
                stage.shows(
                        "crack-2",
                        "opening",
                        ofHours(10),
                        ofDays(3),
                        (open, at) -> open
                                + perHour
                                        * (at.getEpochSecond()
                                                - stage.at(ofHours(10)).getEpochSecond())
                                        / 3_600.0);
                stage.danger("crack-2", ofHours(20), ofHours(56), "裂缝超过 50 mm", "Open more than 50 mm");
            }),
            Trials.pit("seasonal-creep", "creep", "季节性匀速变形", "Seasonal, even creep", stage -> {
                stage.lasts(ofDays(31));
                double perDay = stage.between(1, 2.5);
                stage.shows(
                        "gnss-1",
                        "displacement",
                        Duration.ZERO,
                        ofDays(31),
                        (moved, at) -> moved
                                + perDay
                                        * (at.getEpochSecond()
                                                - stage.at(Duration.ZERO).getEpochSecond())
                                        / 86_400.0);
            }),
            Trials.pit("multipath", "rate", "卫星多路径跳点", "A GNSS solution jumps", stage -> {
                stage.lasts(ofDays(4));
                Duration from = stage.between(ofHours(40), ofHours(70));
                double jump = stage.between(15, 40);
                stage.shows("gnss-4", "displacement", from, from.plusHours(1), (moved, at) -> moved + jump);
            }),
            Trials.pit("calm-weeks", "rate", "平稳的两周", "Two calm weeks", stage -> stage.lasts(ofDays(14))));

    private SlopeTrials() {}
}
