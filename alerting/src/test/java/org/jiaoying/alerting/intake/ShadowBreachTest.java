package org.jiaoying.alerting.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.ShadowStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowBreachTest {
    private final Engine engine = Engine.fresh();

    @AfterEach
    void close() {
        engine.close();
    }

    private BreachTaker.Outcome take(int revision, Change change, Level level) {
        return engine.take(engine.step("b1", revision, change, level).asShadowOf("gas-limit"));
    }

    private List<JsonObject> kept() {
        return Engine.await(new ShadowStore(engine.pool).of("gas-limit"));
    }

    @Test
    void aShadowIsKeptApartAndCallsNobody() {
        assertThat(take(1, Change.OPENED, Level.YELLOW)).isEqualTo(BreachTaker.Outcome.SHADOW);
        take(2, Change.RAISED, Level.RED);
        take(3, Change.LOWERED, Level.BLUE);

        assertThat(engine.rows(
                        "select id from warning union all select id from breach union all select id from outbox"))
                .isEmpty();
        assertThat(kept()).singleElement().satisfies(breach -> {
            assertThat(breach.getString("level")).isEqualTo("blue");
            assertThat(breach.getString("peakLevel")).isEqualTo("red");
            assertThat(breach.getBoolean("open")).isTrue();
        });
    }

    @Test
    void aStepThatComesAgainOrTooLateChangesNothing() {
        take(1, Change.OPENED, Level.YELLOW);
        take(2, Change.CLEARED, Level.YELLOW);

        assertThat(take(2, Change.CLEARED, Level.YELLOW)).isEqualTo(BreachTaker.Outcome.REPEATED);
        assertThat(take(1, Change.OPENED, Level.YELLOW)).isEqualTo(BreachTaker.Outcome.REPEATED);
        assertThat(kept())
                .singleElement()
                .satisfies(breach -> assertThat(breach.getBoolean("open")).isFalse());
    }
}
