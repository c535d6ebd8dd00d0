package org.jiaoying.domain.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.calendar.DayType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    private static final DeviceKey METER = new DeviceKey("mill", "east", "meter");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");

    private static Baseline learned(BaselineLearner learner) {
        return learner.learned(METER, "energy", 3, FROM, FROM.plus(Duration.ofDays(28)));
    }

    @Test
    void hoursKindsOfDaysAndDeclaredStatesAreLearnedApart() {
        var learner = new BaselineLearner(ZONE);
        for (int quarter = 0; quarter < 28 * 96; quarter++) {
            Instant at = FROM.plus(Duration.ofMinutes(15L * quarter));
            int hour = at.atZone(ZONE).getHour();
            learner.add(at, Baseline.ORDINARY, hour);
            learner.add(at, "ordered-stop", 0.5);
        }
        Baseline baseline = learned(learner);

        // 2026-02-14 is a Saturday on which people work, 2026-02-18 a Wednesday of the Spring Festival.
        assertThat(baseline.at(Instant.parse("2026-02-14T01:00:00Z"), Baseline.ORDINARY))
                .isEqualTo(baseline.cells().get("ordinary/workday/09"));
        assertThat(baseline.at(Instant.parse("2026-02-18T01:00:00Z"), Baseline.ORDINARY))
                .isEqualTo(baseline.cells().get("ordinary/holiday/09"));
        assertThat(baseline.at(Instant.parse("2026-02-11T15:30:00Z"), Baseline.ORDINARY))
                .extracting(Normal::median)
                .isEqualTo(23.0);
        assertThat(baseline.at(FROM, "ordered-stop")).extracting(Normal::median).isEqualTo(0.5);
        assertThat(baseline.at(FROM, "maintenance")).isNull();
        assertThat(learner.taken()).isEqualTo(2L * 28 * 96);
    }

    @Test
    void aHolidayOfWhichNothingIsKnownIsTakenForAWeekend() {
        var normal = new Normal(7, 1, 20);
        var baseline = new Baseline(
                METER,
                "energy",
                1,
                FROM,
                FROM,
                ZONE,
                Map.of(Baseline.cell(Baseline.ORDINARY, DayType.WEEKEND, 9), normal));

        assertThat(baseline.at(Instant.parse("2026-02-18T01:00:00Z"), Baseline.ORDINARY))
                .isEqualTo(normal);
        assertThat(baseline.at(Instant.parse("2026-02-11T01:00:00Z"), Baseline.ORDINARY))
                .isNull();
    }

    @Test
    void tooFewValuesTeachNothing() {
        var learner = new BaselineLearner(ZONE);
        for (int day = 0; day < 5; day++) {
            learner.add(FROM.plus(Duration.ofDays(day)), Baseline.ORDINARY, 1);
        }

        assertThat(learned(learner).cells()).isEmpty();
    }

    @Property(tries = 50)
    void aThirdOfWildValuesHardlyMovesIt(@ForAll @LongRange(min = 1, max = 10_000) long seed) {
        var random = new Random(seed);
        var learner = new BaselineLearner(ZONE);
        Instant nine = Instant.parse("2026-03-02T01:00:00Z");
        for (int i = 0; i < 9_000; i++) {
            boolean wild = random.nextInt(10) < 3;
            learner.add(
                    nine.plusMillis(i * 300L),
                    Baseline.ORDINARY,
                    wild ? 1e6 * random.nextDouble() : 50 + random.nextGaussian());
        }
        Normal normal = learned(learner).cells().get("ordinary/workday/09");

        assertThat(normal.count()).isEqualTo(9_000);
        assertThat(normal.median()).isCloseTo(50, within(1.5));
        assertThat(normal.deviation()).isBetween(0.7, 3.5);
    }

    @Test
    void itsTextIsReadBackTheSame() {
        var learner = new BaselineLearner(ZONE);
        var random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            learner.add(FROM.plus(Duration.ofMinutes(7L * i)), Baseline.ORDINARY, random.nextGaussian() * 1e-7);
        }
        Baseline baseline = learned(learner);

        assertThat(BaselineText.read("it", BaselineText.write(baseline))).isEqualTo(baseline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"device\":\"a/b\",\"point\":\"p\",\"version\":1,\"from\":\"x\",\"to\":\"y\",\"zone\":\"Mars\",\"cells\":[]}",
                "{\"device\":\"a/b/c\",\"point\":\"../p\",\"version\":0,\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\"}",
                "{\"device\":\"a/b/c\",\"point\":\"p\",\"version\":1,\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"cells\":[{\"cell\":\"c\",\"median\":NaN,\"deviation\":1,\"count\":1}]}",
                "{\"device\":\"a/b/c\",\"point\":\"p\",\"version\":1,\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\",\"zone\":\"UTC\",\"cells\":[{\"cell\":\"c\",\"median\":1,\"deviation\":-1,\"count\":1}]}",
            })
    void hostileTextIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> BaselineText.read("it", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it:");
    }
}
