package org.jiaoying.alerting.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.store.HandoverStore;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock begins at 08:00 in Beijing, at the beginning of the day shift. */
class HandoverKeeperTest {
    private static final String DESK = """
            people:
              - {id: day, name: 白, phones: ["13820000001"]}
              - {id: night, name: 夜, phones: ["13820000002"]}
              - {id: leader, name: 带班领导, phones: ["13820000003"]}
            rosters:
              - id: desk
                name: 县值班室
                since: 2026-01-01
                officers: true
                leader: leaders
                handover: 15m
                shifts:
                  - {name: 白班, from: "08:00", to: "20:00", people: [day]}
                  - {name: 夜班, from: "20:00", to: "08:00", people: [night]}
              - id: leaders
                name: 带班
                since: 2026-01-01
                shifts: [{name: 全天, from: "08:00", to: "08:00", people: [leader]}]
            """;

    private Engine engine;
    private HandoverStore store;
    private HandoverKeeper keeper;

    @BeforeEach
    void open() {
        engine = Engine.fresh();
        engine.load(DESK);
        store = new HandoverStore(engine.pool);
        keeper = new HandoverKeeper(engine.transactions, store, engine.outbox);
        run();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void run() {
        keeper.runDue().toCompletableFuture().join();
    }

    private Instant nextDue() {
        return keeper.nextDue().toCompletableFuture().join().orElseThrow();
    }

    private List<String> texts() {
        return engine.rows("select address, text from outbox where purpose = 'handover' order by created_at, id");
    }

    private void toNight() {
        engine.clock.set(Instant.parse("2026-03-01T12:00:00Z"));
        run();
    }

    @Test
    void theFirstLookHandsNothingOver() {
        assertThat(texts()).isEmpty();
        assertThat(nextDue()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void whoeverTakesOverIsToldWhatIsOpen() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        toNight();
        assertThat(texts()).hasSize(1);
        assertThat(texts().get(0))
                .startsWith("8613820000002 ")
                .contains("县值班室")
                .contains("接白")
                .contains("未结预警 1 条")
                .contains("橙色");
        assertThat(nextDue()).isEqualTo(Instant.parse("2026-03-01T12:15:00Z"));
        run();
        assertThat(texts()).as("told once").hasSize(1);
    }

    @Test
    void confirmedInTimeNobodyElseIsTold() {
        toNight();
        await(keeper.confirm("desk@2026-03-01T12:00:00Z", Actor.account("night"), "night", false, ""));
        engine.clock.advance(Duration.ofHours(1));
        run();
        assertThat(texts()).hasSize(1);
        assertThat(engine.rows("select confirmed_by from handover")).containsExactly("account:night");
        assertThatThrownBy(() ->
                        await(keeper.confirm("desk@2026-03-01T12:00:00Z", Actor.account("night"), "night", false, "")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void unconfirmedTheLeaderOnDutyIsTold() {
        toNight();
        engine.clock.set(Instant.parse("2026-03-01T12:15:00Z"));
        run();
        assertThat(texts().get(1)).startsWith("8613820000003 ").contains("未确认").contains("夜（8613820000002）");
        assertThat(await(store.list(true)).get(0).getString("escalatedTo")).isEqualTo("leader");
        // Late is better than never.
        await(keeper.confirm("desk@2026-03-01T12:00:00Z", Actor.account("officer"), null, true, "电话确认"));
        assertThat(engine.rows("select detail from audit where action = 'handover.confirmed'")
                        .get(0))
                .contains("\"onBehalfOf\":\"night\"");
    }

    @Test
    void withoutALeaderTheDutyOfficersAreTold() {
        await(new RosterStore(engine.transactions, engine.pool)
                .load(
                        "x",
                        RosterFile.parse("x", DESK.replace("    leader: leaders\n", "")),
                        Actor.account("admin"),
                        "x"));
        run();
        toNight();
        engine.clock.advance(Duration.ofMinutes(15));
        run();
        assertThat(texts().get(1)).startsWith("8613800000009 ");
    }

    @Test
    void anExchangeEnteredMeanwhileIsAHandoverToo_andAStrangerConfirmsNothing() {
        engine.clock.advance(Duration.ofHours(1));
        await(new RosterStore(engine.transactions, engine.pool)
                .edit(
                        known -> RosterFile.parse(
                                "x",
                                "overrides: [{roster: desk, from: '2026-03-01 09:00', to: '2026-03-01 10:00',"
                                        + " person: leader, reason: 换班}]",
                                known),
                        "x",
                        Actor.account("officer"),
                        "x"));
        run();
        assertThat(texts().get(0)).startsWith("8613820000003 ");
        assertThat(nextDue()).isBefore(Instant.parse("2026-03-01T02:00:01Z"));
        String id = engine.rows("select id from handover").get(0);
        assertThatThrownBy(() -> await(keeper.confirm(id, Actor.account("night"), "night", false, "")))
                .isInstanceOf(RefusedException.class);
    }
}
