package org.jiaoying.alerting.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.lifecycle.LifeCycle.Step;
import org.jiaoying.alerting.rest.RestKeeper;
import org.jiaoying.alerting.rest.RestOrder;
import org.jiaoying.alerting.rest.Rests;
import org.jiaoying.alerting.warning.AlarmEvent;
import org.jiaoying.alerting.warning.AlarmLifeCycle;
import org.jiaoying.alerting.warning.AlarmState;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of ISA-18.2, each step of it taken through the real parts over a real database. */
class AlarmLifeCycleTest {
    private static final Actor OFFICER = Actor.account("officer");
    private static final Duration REST = Duration.ofHours(2);

    private final Engine engine = Engine.fresh();
    private final Rests rests = new Rests(engine.transactions);
    private final RestKeeper keeper = new RestKeeper(engine.transactions, engine.taker);
    private int revision;

    @AfterEach
    void close() {
        engine.close();
    }

    static List<Step<AlarmState, AlarmEvent>> steps() {
        return AlarmLifeCycle.TABLE.steps();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void eachStepIsWhatTheSystemDoes(Step<AlarmState, AlarmEvent> step) {
        bring(step.from(), step.event());
        assertThat(now()).as("before").isEqualTo(step.from());
        happen(step.from(), step.event());
        assertThat(now()).isEqualTo(step.to());
    }

    @Test
    void everyStateIsReachedAndLeftAndEveryEventHappens() {
        var reached = EnumSet.noneOf(AlarmState.class);
        var left = EnumSet.noneOf(AlarmState.class);
        var events = EnumSet.noneOf(AlarmEvent.class);
        steps().forEach(step -> {
            reached.add(step.to());
            left.add(step.from());
            events.add(step.event());
        });
        assertThat(reached).isEqualTo(EnumSet.allOf(AlarmState.class));
        assertThat(left).isEqualTo(EnumSet.allOf(AlarmState.class));
        assertThat(events).isEqualTo(EnumSet.allOf(AlarmEvent.class));
    }

    @Test
    void whatIsOverCannotBeShelvedOrAcknowledged() {
        bring(AlarmState.UNACKNOWLEDGED, AlarmEvent.CONFIRM);
        String id = warning();
        await(engine.desk.close(id, OFFICER, "误报"));
        assertThatThrownBy(() -> await(
                        engine.desk.shelve(id, OFFICER, engine.clock.instant().plus(REST), "检修")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("this step is not possible any more");
        assertThatThrownBy(() -> await(engine.desk.acknowledge(id, OFFICER, "zhang", "")))
                .isInstanceOf(RefusedException.class);
    }

    private void bring(AlarmState from, AlarmEvent next) {
        switch (from) {
            case NORMAL -> {}
            case UNACKNOWLEDGED -> open();
            case ACKNOWLEDGED -> {
                open();
                acknowledge();
            }
            case RETURNED_UNACKNOWLEDGED -> {
                open();
                clear();
            }
            case LATCHED -> {
                open();
                acknowledge();
                clear();
            }
            case SHELVED -> {
                open();
                if (Set.of(AlarmEvent.UNSHELVE_ACKNOWLEDGED, AlarmEvent.UNSHELVE_LATCHED)
                        .contains(next)) {
                    acknowledge();
                }
                if (Set.of(AlarmEvent.UNSHELVE_RETURNED, AlarmEvent.UNSHELVE_LATCHED)
                        .contains(next)) {
                    clear();
                }
                shelve();
            }
            case SUPPRESSED, OUT_OF_SERVICE -> {
                rest(from == AlarmState.SUPPRESSED ? RestOrder.Kind.SUPPRESSED : RestOrder.Kind.OUT_OF_SERVICE);
                if (next == AlarmEvent.RISE || next == AlarmEvent.END_REST_STILL_THERE) {
                    open();
                }
            }
        }
    }

    private void happen(AlarmState from, AlarmEvent event) {
        switch (event) {
            case OCCUR -> open();
            case RISE -> breach(Change.RAISED, Level.RED);
            case ACKNOWLEDGE -> acknowledge();
            case RETURN_TO_NORMAL -> clear();
            case RECUR -> recur(Duration.ofMinutes(3));
            case RECUR_LATER -> recur(Duration.ofMinutes(11));
            case CONFIRM -> await(engine.desk.close(warning(), OFFICER, "已处置"));
            case SHELVE -> shelve();
            case UNSHELVE_UNACKNOWLEDGED, UNSHELVE_ACKNOWLEDGED, UNSHELVE_RETURNED, UNSHELVE_LATCHED ->
                engine.pass(REST);
            case SUPPRESS -> rest(RestOrder.Kind.SUPPRESSED);
            case TAKE_OUT_OF_SERVICE -> rest(RestOrder.Kind.OUT_OF_SERVICE);
            case END_REST, END_REST_STILL_THERE -> {
                engine.clock.advance(REST);
                keeper.runDue().toCompletableFuture().join();
            }
        }
    }

    private void open() {
        breach(Change.OPENED, Level.ORANGE);
    }

    private void clear() {
        breach(Change.CLEARED, Level.ORANGE);
    }

    private void breach(Change change, Level level) {
        engine.clock.advance(Duration.ofSeconds(1));
        engine.take("b1", ++revision, change, level);
    }

    private void recur(Duration calm) {
        engine.clock.advance(calm);
        revision = 0;
        engine.take("b2", ++revision, Change.OPENED, Level.ORANGE);
    }

    private void acknowledge() {
        await(engine.desk.acknowledge(warning(), OFFICER, "zhang", "电话接通"));
    }

    private void shelve() {
        await(engine.desk.shelve(warning(), OFFICER, engine.clock.instant().plus(REST), "检修"));
    }

    private void rest(RestOrder.Kind kind) {
        await(rests.begin(
                new RestOrder(kind, SiteKey.parse("demo-mine/north"), Hazard.GAS, null, REST, "传感器送检"), OFFICER));
    }

    private String warning() {
        return engine.rows("select id from warning order by opened_at desc, id desc limit 1")
                .get(0);
    }

    /** As the views have it: of the warning, or else of what rests. */
    private AlarmState now() {
        List<String> open = engine.rows(
                "select state, shelved_until is not null from warning where state <> 'CLOSED' order by opened_at desc limit 1");
        if (!open.isEmpty()) {
            String[] columns = open.get(0).split(" ");
            return AlarmState.of(WarningState.valueOf(columns[0]), Boolean.parseBoolean(columns[1]));
        }
        return await(rests.list()).stream()
                .filter(rest -> !rest.getBoolean("over"))
                .findFirst()
                .map(rest ->
                        rest.getString("kind").equals("suppressed") ? AlarmState.SUPPRESSED : AlarmState.OUT_OF_SERVICE)
                .orElse(AlarmState.NORMAL);
    }
}
