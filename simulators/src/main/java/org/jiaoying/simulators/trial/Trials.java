package org.jiaoying.simulators.trial;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaoying.domain.Text;
import org.jiaoying.simulators.trial.Trial.Place;

/** All trials: dangers of every kind of rule, and what only looks like them. */
public final class Trials {
    private Trials() {}

    public static List<Trial> all() {
        return Stream.of(
                        GasTrials.ALL,
                        SensorTrials.ALL,
                        TamperTrials.ALL,
                        SlopeTrials.ALL,
                        PowerTrials.ALL,
                        PeopleTrials.ALL,
                        VideoTrials.ALL,
                        JointTrials.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** By name. */
    public static Map<String, Trial> byName() {
        return all().stream().collect(Collectors.toMap(Trial::name, trial -> trial));
    }

    static Trial mine(String name, String kind, String zh, String en, Consumer<Stagehand> play) {
        return new Trial(name, new Text(zh, en), kind, Place.COAL_MINE, play);
    }

    static Trial pit(String name, String kind, String zh, String en, Consumer<Stagehand> play) {
        return new Trial(name, new Text(zh, en), kind, Place.OPEN_PIT, play);
    }
}
