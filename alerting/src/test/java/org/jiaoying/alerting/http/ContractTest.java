package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jiaoying.alerting.audit.AuditVerifier;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The document is what the server does: each of its examples is sent, each answer is held against its schema. */
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonObject DOCUMENT = ApiDocument.load().root();

    private record Example(
            String name,
            String method,
            String path,
            JsonObject operation,
            @Nullable String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every example of a body, or none where there is no body; the stream has a test of its own. */
    private static final List<Example> EXAMPLES = examples();

    private FakeHistory history;
    private FakeBacktests backtests;
    private Served served;

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        JsonObject paths = DOCUMENT.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
                String id = operation.getString("operationId");
                if (id.equals("stream")) {
                    continue;
                }
                JsonObject body = resolved(operation.getJsonObject("requestBody"));
                if (body == null) {
                    examples.add(new Example(id, method.toUpperCase(Locale.ROOT), path, operation, null));
                    continue;
                }
                if (!body.getJsonObject("content").containsKey("application/json")) {
                    // A workbook; RosterApiTest sends one.
                    continue;
                }
                JsonObject given = body.getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("examples");
                for (String name : given.fieldNames()) {
                    String value =
                            given.getJsonObject(name).getJsonObject("value").encode();
                    examples.add(new Example(id + " " + name, method.toUpperCase(Locale.ROOT), path, operation, value));
                }
            }
        }
        return examples;
    }

    private static @Nullable JsonObject resolved(@Nullable JsonObject node) {
        if (node == null || node.getString("$ref") == null) {
            return node;
        }
        JsonObject at = DOCUMENT;
        for (String step : node.getString("$ref").substring(2).split("/")) {
            at = at.getJsonObject(step);
        }
        return at;
    }

    @BeforeEach
    void serve() {
        history = FakeHistory.rising();
        backtests = FakeBacktests.open();
        served = Served.fresh(history.url());
        served.serveWithBacktests(backtests.url());
        served.rule();
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        served.engine.pass(java.time.Duration.ZERO);
        served.engine.execute(
                "insert into rest (kind, enterprise, site, begins_at, ends_at, reason, actor)"
                        + " select 'SUPPRESSED', 'demo-mine', 'west', opened_at, opened_at + interval '1 hour', 'x', 'test' from warning");
        served.engine.execute("insert into unreached (warning_id, person_id, chase, name, post, addresses, since)"
                + " select id, 'zhang', 1, '张伟', '矿调度员', '{8613800000001}', opened_at from warning");
        served.engine.execute(
                "update warning set shelved_until = opened_at + interval '1 hour', shelved_by = 'account:officer',"
                        + " shelve_reason = 'x'");
        served.duty();
        served.danger();
        served.baseline(DeviceKey.parse("demo-mine/north/gas-1"), "ch4", 1);
        served.baseline(DeviceKey.parse("demo-mine/north/gas-1"), "ch4", 2);
        served.reject("demo-mine", "bad-json", "jy/v1/demo-mine/north/gas-1/telemetry", "not JSON", "{", 3);
    }

    @AfterEach
    void close() {
        served.close();
        history.close();
        backtests.close();
    }

    /** The path with its examples; ids are those of what is really there. */
    private String address(Example example) {
        String path = "/api/v1" + example.path();
        var query = new ArrayList<String>();
        JsonArray parameters = example.operation().getJsonArray("parameters", new JsonArray());
        for (int i = 0; i < parameters.size(); i++) {
            JsonObject parameter = resolved(parameters.getJsonObject(i));
            Object value = parameter.getValue("example");
            String name = parameter.getString("name");
            if (parameter.getString("in").equals("path")) {
                String id = path.contains("/warnings/")
                        ? served.engine.rows("select id from warning").get(0)
                        : value.toString();
                path = path.replace("{" + name + "}", id);
            } else if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("EXAMPLES")
    @DisplayName("The example is taken, and its answer is as documented")
    void exampleIsTaken(Example example) throws Exception {
        String account = example.path().contains("/session") ? Served.OFFICER : Served.ADMIN;
        HttpResponse<String> response = served.ask(example.method(), address(example), example.body())
                .as(account)
                .send();

        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        JsonObject answers = example.operation().getJsonObject("responses");
        JsonObject answer = answers.getJsonObject(Integer.toString(response.statusCode()));
        assertThat(answer)
                .as("status " + response.statusCode() + " is documented")
                .isNotNull();
        JsonObject content = answer.getJsonObject("content");
        if (content == null) {
            assertThat(response.body()).isEmpty();
            return;
        }
        String type =
                response.headers().firstValue("content-type").orElseThrow().split(";", 2)[0];
        assertThat(content.fieldNames()).contains(type);
        if (type.equals("application/json")) {
            assertFits(content.getJsonObject(type).getJsonObject("schema"), response.body());
        }
    }

    private static void assertFits(JsonObject schema, String body) throws Exception {
        JsonNode node = JSON.readTree(body);
        JsonObject whole = schema.copy().put("components", DOCUMENT.getJsonObject("components"));
        JsonSchema checked =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JSON.readTree(whole.encode()));
        assertThat(checked.validate(node)).isEmpty();
    }

    @Test
    @DisplayName("What the server serves is this very document")
    void theDocumentItself() {
        HttpResponse<String> response = served.get("/api/v1/openapi.yaml").send();

        assertThat(response.body()).isEqualTo(ApiDocument.load().text());
    }

    @Test
    @DisplayName("A problem is as documented")
    void problems() throws Exception {
        var schema = new JsonObject().put("$ref", "#/components/schemas/Problem");
        assertFits(
                schema,
                served.get("/api/v1/warnings/x").as(Served.OFFICER).send().body());
        assertFits(schema, served.get("/api/v1/warnings").send().body());
    }

    @Test
    @DisplayName("An event of the stream is as documented")
    void events() throws Exception {
        try (var client = StreamClient.after(served, Served.OFFICER, 0)) {
            org.awaitility.Awaitility.await().until(() -> client.events().size() > 1);
            for (StreamClient.Event event : client.events()) {
                assertFits(
                        new JsonObject().put("$ref", "#/components/schemas/LiveEvent"),
                        event.data().encode());
            }
        }
    }

    @Test
    @DisplayName("Each schema that warnings and rules are shown by has an example that is not empty")
    void nothingIsProvenByEmptyLists() {
        for (String path : List.of(
                "/warnings",
                "/rules",
                "/sites",
                "/devices",
                "/people",
                "/rosters",
                "/organisations",
                "/policies",
                "/handovers",
                "/accounts",
                "/audit",
                "/baselines",
                "/feeds",
                "/inspections",
                "/dangers",
                "/rejects")) {
            assertThat(served.get("/api/v1" + path).as(Served.ADMIN).json().getJsonArray("items"))
                    .as(path)
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("Of a baseline the version in force is shown, and how many there were")
    void baselines() {
        JsonObject normal = served.get("/api/v1/baselines?site=demo-mine/north")
                .as(Served.OFFICER)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);

        assertThat(normal.getInteger("version")).isEqualTo(2);
        assertThat(normal.getInteger("versions")).isEqualTo(2);
        assertThat(normal.getJsonArray("cells").getJsonObject(0).getDouble("median"))
                .isEqualTo(0.4);
        assertThat(served.get("/api/v1/baselines").as(Served.SLOPE).json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    @DisplayName("The exported audit log is whole, and verifies outside the system")
    void theExportVerifies() throws Exception {
        String export =
                served.get("/api/v1/audit/export").as(Served.OFFICER).send().body();

        var verdict = AuditVerifier.verify(new java.io.BufferedReader(new java.io.StringReader(export)));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.lines()).isGreaterThan(2);
    }

    @Test
    @DisplayName("A faulty rule is refused with its fault; a right one is a new version")
    void rules() {
        JsonObject rule = served.get("/api/v1/rules")
                .as(Served.ADMIN)
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonObject("document");
        JsonObject faulty = rule.copy().put("side", "beside");
        JsonObject refused = put(faulty);
        assertThat(refused.getInteger("status-code")).isEqualTo(422);
        assertThat(refused.getString("detail")).contains("side");
        assertThat(served.get("/api/v1/rules/gas-limit").as(Served.ADMIN).json().getJsonArray("items"))
                .hasSize(1);

        rule.getJsonObject("levels").put("yellow", 0.7);
        assertThat(put(rule).getInteger("version")).isEqualTo(2);
    }

    private JsonObject put(JsonObject document) {
        return served.ask(
                        "PUT",
                        "/api/v1/rules/gas-limit",
                        new JsonObject()
                                .put("document", document)
                                .put("reason", "new limit")
                                .encode())
                .as(Served.ADMIN)
                .json();
    }
}
