package org.jiaoying.alerting.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.compose.CallText;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrillTest {
    private static final Actor OFFICER = Actor.account("officer");

    private final Engine engine = Engine.fresh();

    @AfterEach
    void close() {
        engine.close();
    }

    private String start() {
        return await(engine.desk.drill(
                OFFICER, new DrillOrder(SiteKey.parse("demo-mine/north"), Hazard.GAS, Level.RED, "假设 T1 甲烷 1.62%")));
    }

    private Warning warning(String id) {
        return await(engine.transactions.run(work -> engine.warnings.lock(work, id)))
                .orElseThrow();
    }

    @Test
    @DisplayName("A drill calls the chain of a real warning, and every text says that it is a drill")
    void everyTextIsMarked() {
        String id = start();

        assertThat(engine.rows("select person_id from call order by 1")).containsExactly("li", "wang", "zhang");
        assertThat(engine.rows("select distinct text like '【叫应】【演练】%' from call"))
                .containsExactly("true");
        for (PlannedCall.Reason reason : PlannedCall.Reason.values()) {
            for (String language : List.of("zh", "en")) {
                var callee =
                        new Callee("p", "p", "", language, null, java.util.Map.of("sms", List.of("8613800000001")));
                var call = new PlannedCall(Call.Kind.CALL, 1, 1, 1, callee, "sms", "8613800000001", null, reason);
                assertThat(CallText.of(warning(id), call, ZoneId.of("Asia/Shanghai"), ""))
                        .contains(language.equals("zh") ? "演练" : "DRILL");
            }
        }
    }

    @Test
    @DisplayName("A real warning during a drill is a warning of its own, called at once, and not marked as a drill")
    void aRealWarningDuringADrill() {
        String drill = start();
        engine.take("b1", 1, Change.OPENED, Level.RED);
        engine.pass(Duration.ofMinutes(1));

        String real = engine.rows("select id from warning where not drill").get(0);
        assertThat(real).startsWith("W");
        assertThat(drill).startsWith("D");
        assertThat(engine.rows(
                        "select count(*), bool_or(text like '%演练%') from call where warning_id = '" + real + "'"))
                .containsExactly("3 false");
        assertThat(engine.rows(
                        "select count(*), bool_and(text like '%演练%') from call where warning_id = '" + drill + "'"))
                .containsExactly("3 true");
        // What is said to the drill says nothing about the danger.
        await(engine.desk.acknowledge(drill, OFFICER, "zhang", ""));
        await(engine.desk.close(drill, OFFICER, "演练结束"));
        assertThat(engine.rows("select state from warning where id = '" + real + "'"))
                .containsExactly("OPEN");
        engine.take("b1", 2, Change.CLEARED, Level.RED);
        assertThat(engine.rows("select id, state from warning order by 1"))
                .containsExactly(drill + " CLOSED", real + " CLEARED_UNANSWERED");
    }

    @Test
    @DisplayName("A drill has figures of its own and stands in none of the real ones")
    void figuresAreApart() {
        String drill = start();
        engine.pass(Duration.ofSeconds(42));
        await(engine.desk.acknowledge(drill, OFFICER, "zhang", "电话接通"));
        var views = new FigureViews(engine.pool);
        var from = Engine.START.minusSeconds(1);
        var to = Engine.START.plusSeconds(3_600);

        assertThat(await(views.statistics(FigureViews.Group.PERSON, false, from, to)))
                .isEmpty();
        List<JsonObject> people = await(views.statistics(FigureViews.Group.PERSON, true, from, to));
        assertThat(people).extracting(line -> line.getString("key")).containsExactly("li", "wang", "zhang");
        assertThat(people.get(2).getDouble("answerMedianSeconds")).isEqualTo(42);
        assertThat(await(views.statistics(FigureViews.Group.LEVEL, true, from, to)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getString("key")).isEqualTo("red");
                    assertThat(line.getInteger("called")).isEqualTo(3);
                    assertThat(line.getInteger("answered")).isEqualTo(1);
                });
        JsonObject report = await(views.ofWarning(drill, Engine.START));
        assertThat(report.getInteger("called")).isEqualTo(3);
        assertThat(report.getJsonArray("unanswered")).containsExactly("li", "wang");
        assertThat(await(views.drills(10)))
                .singleElement()
                .satisfies(line -> assertThat(line.getString("scenario")).isEqualTo("假设 T1 甲烷 1.62%"));
    }

    @Test
    @DisplayName("Two drills of one hazard at one site do not run at a time")
    void oneAtATime() {
        start();
        assertThatThrownBy(this::start).isInstanceOf(RefusedException.class);
        assertThat(engine.rows("select count(*) from warning")).containsExactly("1");
    }
}
