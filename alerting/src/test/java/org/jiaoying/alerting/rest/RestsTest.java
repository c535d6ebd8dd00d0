package org.jiaoying.alerting.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.rest.RestOrder.Kind;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RestsTest {
    private static final Actor OFFICER = Actor.account("officer");

    private final Engine engine = Engine.fresh();
    private final Rests rests = new Rests(engine.transactions);
    private final RestKeeper keeper = new RestKeeper(engine.transactions, engine.taker);

    @AfterEach
    void close() {
        engine.close();
    }

    private long begin(Kind kind, String device, Duration time) {
        return await(rests.begin(
                new RestOrder(kind, SiteKey.parse("demo-mine/north"), Hazard.GAS, device, time, "传感器送检"), OFFICER));
    }

    private void pass(Duration time) {
        engine.clock.advance(time);
        keeper.runDue().toCompletableFuture().join();
    }

    @Test
    @DisplayName("What opens out of service is recorded and withheld; what is still open at the end warns then")
    void withheldThenWarns() {
        begin(Kind.OUT_OF_SERVICE, "gas-1", Duration.ofHours(2));
        engine.take("b1", 1, Change.OPENED, Level.RED);
        engine.take("b2", 1, Change.OPENED, Level.ORANGE);
        engine.take("b2", 2, Change.CLEARED, Level.ORANGE);
        assertThat(engine.rows("select 1 from warning")).isEmpty();
        assertThat(engine.rows("select id, open from breach order by 1")).containsExactly("b1 true", "b2 false");
        assertThat(engine.rows("select subject from audit where action = 'breach.withheld' order by seq"))
                .containsExactly("b1", "b2");
        assertThat(keeper.nextDue().toCompletableFuture().join()).contains(Engine.START.plus(Duration.ofHours(2)));
        pass(Duration.ofHours(2));
        assertThat(engine.rows("select level, top_breach from warning")).containsExactly("red b1");
        assertThat(engine.rows("select count(*) > 0 from call")).containsExactly("true");
        pass(Duration.ofHours(9));
        assertThat(engine.rows("select count(*) from warning")).containsExactly("1");
    }

    @Test
    @DisplayName("Another device, another site and an open warning are not touched")
    void nothingElseRests() {
        begin(Kind.OUT_OF_SERVICE, "gas-2", Duration.ofHours(2));
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select count(*) from warning")).containsExactly("1");
        begin(Kind.OUT_OF_SERVICE, null, Duration.ofHours(2));
        engine.take("b1", 2, Change.RAISED, Level.RED);
        assertThat(engine.rows("select level from warning")).containsExactly("red");
    }

    @Test
    @DisplayName("By design RED is never suppressed")
    void redIsNeverSuppressed() {
        begin(Kind.SUPPRESSED, null, Duration.ofHours(2));
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        assertThat(engine.rows("select 1 from warning")).isEmpty();
        engine.take("b1", 2, Change.RAISED, Level.RED);
        assertThat(engine.rows("select level from warning")).containsExactly("red");
    }

    @Test
    @DisplayName("It can be ended before its time, and what is open warns at once")
    void endedEarly() {
        long id = begin(Kind.SUPPRESSED, null, Duration.ofHours(20));
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.advance(Duration.ofMinutes(3));
        await(rests.end(id, OFFICER, "已装回"));
        pass(Duration.ofSeconds(1));
        assertThat(engine.rows("select level from warning")).containsExactly("orange");
        assertThatThrownBy(() -> await(rests.end(id, OFFICER, "又"))).isInstanceOf(RefusedException.class);
    }

    @Test
    @DisplayName("Without a reason, or longer than its kind allows, it is refused")
    void bounded() {
        assertThatThrownBy(() -> begin(Kind.SUPPRESSED, null, Duration.ofHours(25)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> begin(Kind.OUT_OF_SERVICE, null, Duration.ofDays(8)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> await(rests.begin(
                        new RestOrder(
                                Kind.SUPPRESSED,
                                SiteKey.parse("demo-mine/north"),
                                null,
                                null,
                                Duration.ofHours(1),
                                " "),
                        OFFICER)))
                .isInstanceOf(RefusedException.class);
    }
}
