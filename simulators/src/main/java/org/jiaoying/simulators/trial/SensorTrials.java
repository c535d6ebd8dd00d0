package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.Duration;
import java.util.List;
import org.jiaoying.simulators.site.Disturbance.Silence;

/** Sensors that fall silent, or are stuck. */
final class SensorTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("sensor-silent", "absence", "甲烷传感器失联", "A methane sensor falls silent", stage -> {
                String sensor = stage.oneOf("gas-w1203-t1", "gas-w1203-t2", "gas-h1305-t2");
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                Duration until = from.plus(stage.between(ofMinutes(4), ofMinutes(20)));
                stage.disturb(new Silence(sensor, from, until));
                stage.danger(sensor, from, from.plusMinutes(3), "传感器无数据", "The sensor sends nothing");
            }),
            Trials.mine("one-poll-missed", "absence", "漏一次巡检", "One poll is missed", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                stage.disturb(new Silence("gas-w1203-t1", from, from.plusSeconds(12)));
                stage.disturb(new Silence(
                        "wind-w1203", from.plusMinutes(20), from.plusMinutes(20).plusSeconds(20)));
            }),
            Trials.pit("gnss-silent", "absence", "GNSS 测点失联", "A GNSS point falls silent", stage -> {
                stage.lasts(ofHours(36));
                Duration from = stage.between(ofHours(4), ofHours(10));
                stage.disturb(new Silence("gnss-3", from, ofHours(36)));
                stage.danger("gnss-3", from, from.plusHours(6), "测点无数据", "The point sends nothing");
            }),
            Trials.pit("one-solution-missed", "absence", "缺一次解算", "One solution is missed", stage -> {
                stage.lasts(ofHours(36));
                Duration from = stage.between(ofHours(4), ofHours(20));
                stage.disturb(new Silence("gnss-1", from, from.plusMinutes(55)));
            }),
            Trials.mine("gas-stuck", "stuck", "甲烷传感器卡死", "A methane sensor is stuck", stage -> {
                stage.from(9, 0);
                stage.lasts(ofHours(14));
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                double value = Math.rint(stage.between(20, 45)) / 100;
                stage.shows("gas-w1203-t1", "ch4", from, ofHours(14), (gas, at) -> value);
                stage.danger("gas-w1203-t1", from, from.plusHours(9), "示值长时间不变", "It shows the same for hours");
            }),
            Trials.mine("quiet-night", "stuck", "检修班读数平稳", "Quiet readings in the maintenance shift", stage -> {
                stage.from(0, 0);
                stage.lasts(ofHours(8));
            }));

    private SensorTrials() {}
}
