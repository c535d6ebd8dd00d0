package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.Duration;
import java.util.List;

/** Cards underground. */
final class PeopleTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("too-many", "occupancy", "工作面人数超员", "Too many people at a face", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(50));
                int people = (int) stage.between(14, 22);
                visitors(stage, "W1203", 9_000, people, from, from.plusMinutes(40), true, false, 3);
                stage.danger(null, from, from.plusMinutes(20), "W1203 超员", "More people than the face may hold");
            }),
            Trials.mine("sos", "occupancy", "人员按下求救键", "Somebody presses SOS", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(50));
                visitors(stage, "roadway", 9_100, 1, from, from.plusMinutes(20), true, true, 3);
                stage.danger(null, from.plusMinutes(9), from.plusMinutes(12), "求救", "SOS");
            }),
            Trials.mine("card-vanishes", "occupancy", "井下卡片消失", "A card vanishes underground", stage -> {
                stage.lasts(ofHours(4));
                Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                Duration gone = from.plusMinutes(30);
                visitors(stage, "H1305", 9_200, 1, from, gone, false, false, 3);
                stage.danger(null, gone, gone.plusMinutes(60), "卡片长时间未读到", "The card is not read any more");
            }),
            Trials.mine("too-long", "occupancy", "井下超时", "Somebody stays too long", stage -> {
                stage.from(6, 0);
                stage.lasts(ofHours(15));
                visitors(stage, "W1203", 9_300, 1, ofMinutes(5), ofHours(15), true, false, 3);
                stage.danger(null, ofHours(8), ofHours(14), "超过规定时间未升井", "Underground for longer than allowed");
                // The one shift's leader is up before the next one's is down.
                stage.danger(null, ofMinutes(100), ofHours(3), "换班时井下无带班领导", "Nobody leads between the shifts");
            }),
            Trials.mine("two-cards", "occupancy", "一人带两张卡", "One person carries two cards", stage -> {
                stage.lasts(ofHours(8));
                visitors(stage, "H1305", 9_400, 2, ofMinutes(10), ofHours(8), true, false, 0);
                stage.danger(null, ofMinutes(40), ofHours(8), "两张卡始终同行", "Two cards always together");
            }),
            Trials.mine("few-visitors", "occupancy", "少量参观人员", "A few visitors", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(50));
                visitors(stage, "W1203", 9_500, 3, from, from.plusMinutes(30), true, false, 5);
            }),
            Trials.mine("shifts-overlap", "occupancy", "交接班人员重叠", "Shifts overlap", stage -> {
                stage.from(15, 0);
                stage.lasts(ofHours(2));
            }));

    private PeopleTrials() {}

    private static void visitors(
            Stagehand stage,
            String zone,
            int first,
            int people,
            Duration from,
            Duration until,
            boolean leaves,
            boolean sos,
            double apart) {
        stage.speaks(new Visitors(
                stage.key("positioning"), zone, first, people, stage.at(from), stage.at(until), leaves, sos, apart));
    }
}
