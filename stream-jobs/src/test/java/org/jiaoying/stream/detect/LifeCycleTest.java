package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeCycleTest {

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource({
        "NONE,NONE,-", "NONE,BLUE,OPENED", "NONE,YELLOW,OPENED", "NONE,ORANGE,OPENED", "NONE,RED,OPENED",
        "BLUE,NONE,CLEARED", "BLUE,BLUE,-", "BLUE,YELLOW,RAISED", "BLUE,ORANGE,RAISED", "BLUE,RED,RAISED",
        "YELLOW,NONE,CLEARED", "YELLOW,BLUE,LOWERED", "YELLOW,YELLOW,-", "YELLOW,ORANGE,RAISED", "YELLOW,RED,RAISED",
        "ORANGE,NONE,CLEARED", "ORANGE,BLUE,LOWERED", "ORANGE,YELLOW,LOWERED", "ORANGE,ORANGE,-", "ORANGE,RED,RAISED",
        "RED,NONE,CLEARED", "RED,BLUE,LOWERED", "RED,YELLOW,LOWERED", "RED,ORANGE,LOWERED", "RED,RED,-",
    })
    void everyStepOfALifeIsInTheTable(String from, String to, String change) {
        assertThat(String.valueOf(LifeCycle.step(level(from), level(to))))
                .isEqualTo(change.equals("-") ? "null" : change);
    }

    private static @Nullable Level level(String name) {
        return name.equals("NONE") ? null : Level.valueOf(name);
    }
}
