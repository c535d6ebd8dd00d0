package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may do what: every operation, every role. The table is written here a second time, on purpose. */
class AccessTest {
    private static final List<String> ACCOUNTS = List.of(Served.OFFICER, Served.ADMIN, Served.MINE, Served.ZHANG);

    /** Operation, and for officer, administrator, enterprise, official: may (y) or may not (-); * is everybody, unknown too. */
    private static final Map<String, String> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("getSession", "yyyy"),
            Map.entry("signIn", "*"),
            Map.entry("signOut", "yyyy"),
            Map.entry("listWarnings", "yyyy"),
            Map.entry("getWarning", "yyyy"),
            Map.entry("listCalls", "yyyy"),
            Map.entry("getEvidence", "yyyy"),
            Map.entry("acknowledgeWarning", "yy-y"),
            Map.entry("reportOnWarning", "yy-y"),
            Map.entry("escalateWarning", "yy--"),
            Map.entry("shelveWarning", "yy--"),
            Map.entry("closeWarning", "yy--"),
            Map.entry("listChannels", "yy--"),
            Map.entry("unshelveWarning", "yy--"),
            Map.entry("getSurroundings", "yyyy"),
            Map.entry("getHeadcount", "yyyy"),
            Map.entry("listRests", "yy--"),
            Map.entry("beginRest", "yy--"),
            Map.entry("endRest", "yy--"),
            Map.entry("getRecord", "yyyy"),
            Map.entry("knockOnDoor", "yy--"),
            Map.entry("listUnreached", "yy--"),
            Map.entry("startDrill", "yy--"),
            Map.entry("listDrills", "yy--"),
            Map.entry("getFigures", "yyyy"),
            Map.entry("getStatistics", "yy--"),
            Map.entry("getWarningLoad", "yy--"),
            Map.entry("listRules", "yy--"),
            Map.entry("getRule", "yy--"),
            Map.entry("putRule", "-y--"),
            Map.entry("removeRule", "-y--"),
            Map.entry("rollBackRule", "-y--"),
            Map.entry("setRuleMode", "-y--"),
            Map.entry("listRuleVersions", "yy--"),
            Map.entry("diffRule", "yy--"),
            Map.entry("listRuleFaults", "yy--"),
            Map.entry("listRuleShadow", "yy--"),
            Map.entry("checkRule", "yy--"),
            Map.entry("backtestRule", "yy--"),
            Map.entry("getRuleSchema", "yyyy"),
            Map.entry("listSites", "yyyy"),
            Map.entry("getMap", "yyy-"),
            Map.entry("listDevices", "yyy-"),
            Map.entry("listPeople", "yyy-"),
            Map.entry("listRosters", "yyy-"),
            Map.entry("listAccounts", "-y--"),
            Map.entry("putAccount", "-y--"),
            Map.entry("listAudit", "yy--"),
            Map.entry("exportAudit", "yy--"),
            Map.entry("listRejects", "yyy-"),
            Map.entry("listFeeds", "yyy-"),
            Map.entry("listBaselines", "yyy-"),
            Map.entry("stream", "yyyy"),
            Map.entry("getDutyAnswer", "yy-y"),
            Map.entry("getDutyCalendar", "yy--"),
            Map.entry("editRoster", "yy--"),
            Map.entry("getRosterEntry", "-y--"),
            Map.entry("exportRoster", "-y--"),
            Map.entry("importRoster", "-y--"),
            Map.entry("withdrawFromRoster", "-y--"),
            Map.entry("listOrganisations", "yy-y"),
            Map.entry("listPolicies", "yy-y"),
            Map.entry("listHandovers", "yy-y"),
            Map.entry("confirmHandover", "yy-y"),
            Map.entry("sendContactCode", "yy--"),
            Map.entry("confirmContact", "yy--"),
            Map.entry("listInspections", "yyy-"),
            Map.entry("enterInspection", "yyy-"),
            Map.entry("getInspection", "yyy-"),
            Map.entry("noteMeasure", "yy--"),
            Map.entry("withdrawInspection", "yyy-"),
            Map.entry("listDangers", "yyy-"),
            Map.entry("enterDanger", "yyy-"),
            Map.entry("getDanger", "yyy-"),
            Map.entry("stepDanger", "yyy-"),
            Map.entry("getDangerHistory", "yyy-"),
            Map.entry("getMonthlyTable", "yy--"),
            Map.entry("getReportSetting", "yy--"),
            Map.entry("putReportSetting", "-y--"),
            Map.entry("getShiftReport", "yy--"),
            Map.entry("getAnswerReport", "yy--"),
            Map.entry("getHealth", "*"),
            Map.entry("getMetrics", "yy--"),
            Map.entry("getOpenApi", "*")));

    private record Operation(String id, String method, String path) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static final List<Operation> OPERATIONS = operations();
    private static Served served;

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        JsonObject paths = ApiDocument.load().root().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
                operations.add(new Operation(
                        operation.getString("operationId"), method.toUpperCase(java.util.Locale.ROOT), path));
            }
        }
        return operations;
    }

    @BeforeAll
    static void serve() {
        served = Served.fresh();
        served.rule();
        served.duty();
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
    }

    @AfterAll
    static void close() {
        served.close();
    }

    @Test
    @DisplayName("The table has a line for each operation of the document, and no other")
    void theTableIsWhole() {
        assertThat(OPERATIONS.stream().map(Operation::id)).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
    }

    /** Without what the operation needs: so that whoever may do it is told that, and nothing is changed. */
    private int status(Operation operation, String account) {
        String id = served.engine.rows("select id from warning").get(0);
        String path = "/api/v1"
                + operation
                        .path()
                        .replace("/rosters/{id}", "/rosters/town-desk")
                        .replace("{enterprise}/{site}", "demo-mine/north")
                        .replace("{person}", "zhang")
                        .replace("{id}", operation.id().contains("ule") ? "gas-limit" : id)
                        .replace("{login}", "somebody");
        if (operation.id().equals("stream")) {
            // It would go on for ever; what may not be streamed is refused before the question whether it is
            // acceptable.
            return StreamClient.statusOf(served, account);
        }
        var asking = served.ask(operation.method(), path, operation.method().matches("POST|PUT") ? "{}" : null);
        return (account.isEmpty() ? asking : asking.as(account)).status();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("OPERATIONS")
    @DisplayName("Each role may do what the table says, and is told 403 otherwise; who is nobody is told 401")
    void eachRole(Operation operation) {
        String may = TABLE.get(operation.id());
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            boolean allowed = may.equals("*") || may.charAt(i) == 'y';
            int status = status(operation, ACCOUNTS.get(i));
            if (allowed) {
                assertThat(status).as(ACCOUNTS.get(i)).isNotIn(401, 403, 404, 405, 500);
            } else {
                assertThat(status).as(ACCOUNTS.get(i)).isEqualTo(403);
            }
        }
        int unknown = status(operation, "");
        if (may.equals("*")) {
            assertThat(unknown).isNotIn(401, 403);
        } else {
            assertThat(unknown).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("An enterprise gets only its own sites, devices, people, chains and rejects")
    void anEnterprisesOwn() {
        served.reject("demo-mine", "bad-json", "t", "r", "s", 1);
        served.reject("demo-slope", "bad-json", "t", "r", "s", 1);

        assertThat(enterprises("/sites", Served.MINE)).containsOnly("demo-mine");
        assertThat(enterprises("/sites", Served.OFFICER)).contains("demo-mine", "demo-slope");
        assertThat(enterprises("/devices", Served.MINE)).containsOnly("demo-mine");
        assertThat(enterprises("/rosters", Served.SLOPE)).isEmpty();
        assertThat(enterprises("/rejects", Served.SLOPE)).containsOnly("demo-slope");
        assertThat(served.get("/api/v1/rejects?enterprise=demo-mine")
                        .as(Served.SLOPE)
                        .status())
                .isEqualTo(403);
        assertThat(served.get("/api/v1/people").as(Served.SLOPE).json().getJsonArray("items"))
                .isEmpty();
    }

    private List<String> enterprises(String path, String account) {
        JsonArray items = served.get("/api/v1" + path).as(account).json().getJsonArray("items");
        return items.stream()
                .map(item -> ((JsonObject) item).getString("enterprise"))
                .toList();
    }

    @Test
    @DisplayName("Phones are masked; who looks at them whole leaves a line in the audit log; an enterprise may not")
    void phonesAreMasked() {
        assertThat(served.get("/api/v1/people").as(Served.OFFICER).send().body())
                .doesNotContain("13800000001");
        assertThat(lookedAt()).isZero();

        assertThat(served.get("/api/v1/people?phones=full")
                        .as(Served.OFFICER)
                        .send()
                        .body())
                .contains("13800000001");
        assertThat(lookedAt()).isEqualTo(1);
        assertThat(served.get("/api/v1/people?phones=full").as(Served.MINE).status())
                .isEqualTo(403);
    }

    private int lookedAt() {
        return Integer.parseInt(served.engine
                .rows("select count(*) from audit where action = 'people.viewed' and actor = 'account:officer'")
                .get(0));
    }
}
