package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleApiTest {
    private static final String RULE = "/api/v1/rules/gas-limit";

    private final Served served = Served.fresh();

    @AfterEach
    void close() {
        served.close();
    }

    private JsonObject get(String path) {
        return served.get(path).as(Served.ADMIN).json();
    }

    private JsonObject ask(String method, String path, JsonObject body) {
        return served.ask(method, path, body.encode()).as(Served.ADMIN).json();
    }

    private JsonObject change(double yellow, int expected) {
        JsonObject document =
                get("/api/v1/rules").getJsonArray("items").getJsonObject(0).getJsonObject("document");
        document.getJsonObject("levels").put("yellow", yellow);
        return ask(
                "PUT",
                RULE,
                new JsonObject()
                        .put("document", document)
                        .put("expectedVersion", expected)
                        .put("reason", "new limit"));
    }

    @Test
    void aRuleIsChangedComparedAndRolledBack() {
        served.rule();
        assertThat(change(0.7, 1).getInteger("version")).isEqualTo(2);
        assertThat(change(0.6, 1).getString("code")).isEqualTo("version-conflict");

        JsonObject diff = get(RULE + "/diff?from=1&to=2");
        assertThat(diff.getString("author")).contains("admin");
        assertThat(diff.getJsonArray("changes"))
                .containsExactly(new JsonObject()
                        .put("path", "levels.yellow")
                        .put("from", 0.8)
                        .put("to", 0.7));
        assertThat(get(RULE + "/diff?from=1&to=9").getString("code")).isEqualTo("not-found");

        assertThat(ask(
                                "POST",
                                RULE + "/rollback",
                                new JsonObject().put("version", 1).put("reason", "too many"))
                        .getInteger("version"))
                .isEqualTo(3);
        assertThat(get(RULE + "/versions").getJsonArray("items")).hasSize(3);
    }

    @Test
    void aRuleRestsAndIsTakenAway() {
        served.rule();
        assertThat(ask(
                                "POST",
                                RULE + "/mode",
                                new JsonObject().put("mode", "off").put("reason", "wrong"))
                        .getInteger("version"))
                .isEqualTo(2);
        assertThat(served.ask("DELETE", RULE + "?reason=gone&expectedVersion=2", "")
                        .as(Served.ADMIN)
                        .json()
                        .getInteger("version"))
                .isEqualTo(3);
        assertThat(get("/api/v1/rules").getJsonArray("items")).isEmpty();
    }

    @Test
    void whatARuleFoundInShadowIsListedAndIsNoWarning() {
        served.rule();
        served.engine.take(served.engine.step("s1", 1, Change.OPENED, Level.RED).asShadowOf("gas-limit"));

        JsonArray found = get(RULE + "/shadow").getJsonArray("items");
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getString("level")).isEqualTo("red");
        assertThat(get("/api/v1/warnings?state=active").getJsonArray("items")).isEmpty();
        assertThat(get(RULE + "/faults").getJsonArray("items")).isEmpty();
    }

    @Test
    void aDocumentIsCheckedWithoutBeingPutInForce() {
        JsonObject faults =
                ask("POST", "/api/v1/rules/check", new JsonObject().put("document", "id: r\nkind: treshold\n"));

        assertThat(faults.getJsonArray("faults").stream()
                        .map(JsonObject.class::cast)
                        .filter(fault -> "threshold".equals(fault.getString("nearest"))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.getInteger("line")).isEqualTo(2));
        assertThat(get("/api/v1/rules").getJsonArray("items")).isEmpty();
    }

    @Test
    void theSchemaIsServed() {
        assertThat(get("/api/v1/rules/schema").getJsonObject("definitions").containsKey("threshold"))
                .isTrue();
    }
}
