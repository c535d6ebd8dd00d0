package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The figures of ISA-18.2, and searching the audit log. */
class LoadTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private JsonObject load(String query) {
        return served.get("/api/v1/load" + query).as(Served.OFFICER).json();
    }

    /** Warnings as they would have been opened, one each so many seconds. */
    private void warnings(String prefix, String level, int count, int everySeconds, boolean drill) {
        served.engine.execute(
                "insert into warning (id, enterprise, site, hazard, level, peak_level, state, drill, code, place_zh, place_en,"
                        + " reason_zh, reason_en, caused_at, opened_at, level_since, chain, chase, called_level,"
                        + " chase_started_at, tier, attempt) select '" + prefix
                        + "' || n, 'demo-mine', 'north', 'gas', '"
                        + level + "', '" + level + "', 'CLOSED', " + drill
                        + ", n::text, 'T1', 'T1', '甲烷', 'CH4', at, at, at,"
                        + " '{\"tiers\": []}', 1, '" + level
                        + "', at, 1, 1 from (select n, timestamptz '2026-02-28T00:00:00Z'"
                        + " + n * interval '" + everySeconds + " seconds' as at from generate_series(1, " + count
                        + ") n) made");
    }

    @Test
    @DisplayName("Twelve warnings in ten minutes are a peak and a flood; drills count nothing; levels are told apart")
    void aFlood() {
        warnings("w", "yellow", 12, 45, false);
        warnings("r", "red", 1, 1, false);
        warnings("d", "red", 50, 10, true);

        JsonObject found = load("?from=2026-02-28T00:00:00Z&to=2026-03-01T00:00:00Z");

        assertThat(found.getInteger("warnings")).isEqualTo(13);
        assertThat(found.getDouble("perTenMinutes")).isEqualTo(13 / 144.0);
        assertThat(found.getJsonObject("peak").getInteger("count")).isEqualTo(13);
        assertThat(found.getJsonObject("peak").getString("at")).isEqualTo("2026-02-28T00:09:00Z");
        assertThat(found.getDouble("floodPercent")).isEqualTo(100 / 144.0);
        assertThat(found.getJsonArray("levels").encode())
                .contains("{\"level\":\"yellow\",\"count\":12}", "{\"level\":\"red\",\"count\":1}");
        assertThat(found.getJsonArray("bars")).isEqualTo(new JsonArray("[[1772236800000,13]]"));
    }

    @Test
    @DisplayName(
            "What opens three times in ten minutes chatters, what is open for a day stands, who is called most is named")
    void whatChattersAndWhatStands() {
        for (int i = 1; i <= 3; i++) {
            served.engine.take("b" + i, 1, Change.OPENED, Level.ORANGE);
            served.engine.take("b" + i, 2, Change.CLEARED, Level.ORANGE);
            served.engine.pass(Duration.ofMinutes(2));
        }
        JsonObject found = load("");
        JsonObject source = found.getJsonArray("chattering").getJsonObject(0);
        assertThat(source.getJsonObject("deviceName").getString("zh")).isEqualTo("甲烷传感器 1 号");
        assertThat(source.getInteger("mostInTenMinutes")).isEqualTo(3);
        assertThat(found.getJsonArray("standing")).isEmpty();
        assertThat(found.getJsonArray("called").getJsonObject(0).getString("name"))
                .isNotEmpty();

        served.engine.pass(Duration.ofHours(25));
        found = load("");
        assertThat(found.getJsonArray("standing")).hasSize(1);
        assertThat(load("?from=2026-03-01T12:00:00Z").getJsonArray("chattering"))
                .isEmpty();
    }

    @Test
    @DisplayName("A time that makes no sense is refused with what to do")
    void hostileTimes() {
        for (String query : new String[] {
            "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "?from=2020-01-01T00:00:00Z", "?from=yesterday"
        }) {
            assertThat(load(query).getInteger("status-code")).as(query).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("The audit log is searched by who, what, about what and when")
    void searchingTheAudit() {
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        served.engine.pass(Duration.ofMinutes(1));
        served.acknowledge("gas", "zhang", "电话接通");
        served.get("/api/v1/people?phones=full").as(Served.ADMIN).send();

        assertThat(actions("?actor=officer")).contains("warning.acknowledged").doesNotContain("warning.opened");
        assertThat(actions("?actor=account:admin&action=people.viewed")).containsExactly("people.viewed");
        assertThat(actions("?action=warning.opened")).containsExactly("warning.opened");
        assertThat(actions("?from=2026-03-01T00:00:30Z"))
                .contains("warning.acknowledged")
                .doesNotContain("warning.opened");
        assertThat(actions("?to=2026-03-01T00:00:30Z"))
                .contains("warning.opened")
                .doesNotContain("warning.acknowledged");
        assertThat(actions("?actor=nobody")).isEmpty();
        assertThat(served.get("/api/v1/audit?action=%27;drop%20table%20audit")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(400);
    }

    private java.util.List<String> actions(String query) {
        return served.get("/api/v1/audit" + query).as(Served.OFFICER).json().getJsonArray("items").stream()
                .map(line -> ((JsonObject) line).getString("action"))
                .toList();
    }
}
