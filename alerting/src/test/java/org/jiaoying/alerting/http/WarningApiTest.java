package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningApiTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private String open(Level level) {
        served.engine.take("b1", 1, Change.OPENED, level);
        served.engine.pass(Duration.ZERO);
        return onlyId();
    }

    private String onlyId() {
        JsonArray items =
                served.get("/api/v1/warnings").as(Served.OFFICER).json().getJsonArray("items");
        assertThat(items).hasSize(1);
        return items.getJsonObject(0).getString("id");
    }

    private JsonObject warning(String id) {
        return served.get("/api/v1/warnings/" + id).as(Served.OFFICER).json();
    }

    @Test
    void whatABreachRestsOnStandsInTheWarning() {
        BreachTransition step = served.engine.step("b1", 1, Change.OPENED, Level.YELLOW);
        Instant from = step.at().minusSeconds(7200);
        var evidence = new Evidence(
                new Text("2 小时内标准差 0.001", "standard deviation 0.001 in 2 h"),
                Map.of("deviation", 0.001),
                new Evidence.Stretch(from, step.at()),
                List.of(new Evidence.Sample(from, 0.42)),
                List.of("demo-mine/north/gas-2/ch4"),
                null);
        served.engine.take(step.with(evidence));

        JsonObject shown = warning(onlyId())
                .getJsonArray("breaches")
                .getJsonObject(0)
                .getJsonArray("transitions")
                .getJsonObject(0)
                .getJsonObject("evidence");
        assertThat(shown.getJsonObject("text").getString("zh")).isEqualTo("2 小时内标准差 0.001");
        assertThat(shown.getJsonArray("numbers").getJsonObject(0))
                .isEqualTo(new JsonObject().put("name", "deviation").put("value", 0.001));
        assertThat(shown.getJsonObject("stretch").getString("from")).isEqualTo(from.toString());
        assertThat(shown.getJsonArray("samples").getJsonArray(0).getDouble(1)).isEqualTo(0.42);
        assertThat(shown.getJsonArray("others").getString(0)).isEqualTo("demo-mine/north/gas-2/ch4");
        assertThat(shown.getValue("forecast")).isNull();
    }

    @Test
    @DisplayName("A breach is a warning in the list, with its place in words, and who is called")
    void aWarningIsListedAndShown() {
        String id = open(Level.ORANGE);

        JsonObject shown = warning(id);
        assertThat(shown.getString("level")).isEqualTo("orange");
        assertThat(shown.getString("state")).isEqualTo("open");
        assertThat(shown.getJsonObject("site").getJsonObject("name").getString("zh"))
                .isEqualTo("北矿");
        assertThat(shown.getInteger("tiers")).isEqualTo(3);
        assertThat(shown.getJsonArray("breaches")
                        .getJsonObject(0)
                        .getJsonObject("deviceName")
                        .getString("en"))
                .isEqualTo("Methane sensor 1");
        assertThat(shown.getJsonObject("chain").getJsonArray("tiers")).hasSize(3);
        JsonArray calls = served.get("/api/v1/warnings/" + id + "/calls")
                .as(Served.OFFICER)
                .json()
                .getJsonArray("items");
        assertThat(calls).hasSize(1);
        assertThat(calls.getJsonObject(0).getJsonObject("person").getString("name"))
                .isEqualTo("张伟");
        assertThat(calls.encode()).doesNotContain("13800000001");
    }

    @Test
    @DisplayName(
            "An officer acknowledges on behalf of a person, reports and closes; each stands in the record with who and why")
    void acknowledgeReportClose() {
        String id = open(Level.ORANGE);
        String at = "/api/v1/warnings/" + id;

        assertThat(served.post(
                                at + "/acknowledge",
                                new JsonObject().put("person", "zhang").put("note", "电话已通"))
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(204);
        JsonObject acknowledged = warning(id);
        assertThat(acknowledged.getString("state")).isEqualTo("acknowledged");
        assertThat(acknowledged.getJsonObject("acknowledgedBy").getString("name"))
                .isEqualTo("张伟");
        JsonObject response = acknowledged.getJsonArray("responses").getJsonObject(0);
        assertThat(response.getBoolean("onBehalf")).isTrue();
        assertThat(response.getString("by")).isEqualTo("officer");

        assertThat(served.post(
                                at + "/feedback",
                                new JsonObject()
                                        .put("kind", "first")
                                        .put("commander", "李娜")
                                        .put("affected", "T1")
                                        .put("peopleMoved", 12)
                                        .put("done", "断电撤人"))
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(204);
        assertThat(warning(id).getString("state")).isEqualTo("reported");
        assertThat(warning(id).getJsonArray("reports").getJsonObject(0).getInteger("peopleMoved"))
                .isEqualTo(12);

        assertThat(served.post(at + "/close", new JsonObject().put("reason", "误报"))
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(204);
        JsonObject closed = warning(id);
        assertThat(closed.getString("state")).isEqualTo("closed");
        assertThat(closed.getString("closeReason")).isEqualTo("误报");
        assertThat(closed.getJsonObject("closedBy").getString("actor")).isEqualTo("account:officer");
        assertThat(closed.getJsonArray("steps").encode())
                .contains("warning.opened", "call.made", "warning.acknowledged", "warning.reported", "warning.closed");
    }

    @Test
    @DisplayName("An official answers for themselves, and for nobody else")
    void anOfficialAnswersForThemselves() {
        String id = open(Level.ORANGE);
        String at = "/api/v1/warnings/" + id + "/acknowledge";

        assertThat(served.post(at, new JsonObject().put("person", "li"))
                        .as(Served.ZHANG)
                        .status())
                .isEqualTo(422);
        assertThat(served.post(at, new JsonObject()).as(Served.ZHANG).status()).isEqualTo(204);

        JsonObject shown = warning(id);
        assertThat(shown.getJsonObject("acknowledgedBy").getString("actor")).isEqualTo("person:zhang");
        assertThat(shown.getJsonArray("responses").getJsonObject(0).getBoolean("onBehalf"))
                .isFalse();
    }

    @Test
    @DisplayName("An enterprise sees its own warnings; another's is not found, not even forbidden")
    void anEnterpriseSeesItsOwn() {
        String id = open(Level.RED);

        assertThat(served.get("/api/v1/warnings").as(Served.MINE).json().getJsonArray("items"))
                .hasSize(1);
        assertThat(served.get("/api/v1/warnings").as(Served.SLOPE).json().getJsonArray("items"))
                .isEmpty();
        assertThat(served.get("/api/v1/warnings/" + id).as(Served.MINE).status())
                .isEqualTo(200);
        assertThat(served.get("/api/v1/warnings/" + id).as(Served.SLOPE).status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/warnings/" + id + "/calls")
                        .as(Served.SLOPE)
                        .status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/warnings/" + id + "/evidence")
                        .as(Served.SLOPE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("An official who is not in the chain sees nothing of the warning and cannot answer it")
    void anOfficialOutsideTheChainSeesNothing() {
        served.engine.execute("insert into person (id, name, updated_at) values ('chen', '陈', now())");
        served.engine.execute("update account set person_id = 'chen' where login = 'zhang'");
        String id = open(Level.RED);

        assertThat(served.get("/api/v1/warnings").as(Served.ZHANG).json().getJsonArray("items"))
                .isEmpty();
        assertThat(served.get("/api/v1/warnings/" + id).as(Served.ZHANG).status())
                .isEqualTo(404);
        assertThat(served.post("/api/v1/warnings/" + id + "/acknowledge", new JsonObject())
                        .as(Served.ZHANG)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("Pages follow each other without a gap or a repeat")
    void pagesFollowEachOther() {
        for (int i = 1; i <= 5; i++) {
            var step =
                    served.engine.step("demo-mine/north-" + i + "/gas-1", "b" + i, 1, Change.OPENED, Level.BLUE, false);
            served.engine.take(step);
            served.engine.clock.advance(i % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(1));
        }
        var seen = new java.util.ArrayList<String>();
        String next = "";
        while (next != null) {
            JsonObject page = served.get(
                            "/api/v1/warnings?state=active&limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .as(Served.OFFICER)
                    .json();
            page.getJsonArray("items").forEach(item -> seen.add(((JsonObject) item).getString("id")));
            next = page.getString("next");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("Filters: state, level and site")
    void filters() {
        open(Level.ORANGE);

        assertThat(count("?level=orange&state=open&site=demo-mine/north")).isEqualTo(1);
        assertThat(count("?level=red")).isZero();
        assertThat(count("?state=closed")).isZero();
        assertThat(count("?site=demo-mine/south")).isZero();
    }

    @Test
    @DisplayName("A percent sign and a plus in a query come through as they were sent")
    void wordsWithSigns() {
        served.rename("site:demo-mine/north", "1+1 50% north");
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);

        assertThat(count("?q=1%2B1%2050%25")).isEqualTo(1);
        assertThat(count("?q=1+1")).isZero();
    }

    @Test
    @DisplayName("Filters: hazard, drills, and words in either language that may hold signs of a pattern")
    void wordsAndDrills() {
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);

        assertThat(count("?hazard=gas&drill=false")).isEqualTo(1);
        assertThat(count("?hazard=slope")).isZero();
        assertThat(count("?drill=true")).isZero();
        assertThat(count("?q=" + URLEncoder.encode("甲烷超限", StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(count("?q=OVER%20the%20limit")).isEqualTo(1);
        assertThat(count("?q=_")).isZero();
        assertThat(count("?q=%25")).isZero();
        assertThat(count("?q=%27%20or%201%3D1")).isZero();
    }

    private int count(String query) {
        return served.get("/api/v1/warnings" + query)
                .as(Served.OFFICER)
                .json()
                .getJsonArray("items")
                .size();
    }

    @ParameterizedTest(name = "{0} {1} is {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /warnings?state=gone          |                        | 400 | invalid-request
            GET  | /warnings?limit=0             |                        | 400 | invalid-request
            GET  | /warnings?limit=many          |                        | 400 | invalid-request
            GET  | /warnings?site=no-slash       |                        | 400 | invalid-request
            GET  | /warnings?after=here          |                        | 400 | invalid-request
            GET  | /warnings/none                |                        | 404 | not-found
            GET  | /warnings/%3Cscript%3E        |                        | 400 | invalid-request
            GET  | /nothing                      |                        | 404 | not-found
            POST | /warnings                     | {}                     | 405 | method-not-allowed
            POST | /warnings/none/close          | {"reason":"x"}         | 404 | not-found
            POST | /warnings/ID/close            | {}                     | 400 | invalid-request
            POST | /warnings/ID/close            | {"reason":"  "}        | 400 | invalid-request
            POST | /warnings/ID/close            | {"reason":1}           | 400 | invalid-request
            POST | /warnings/ID/close            | {"reason":"x","y":1}   | 400 | invalid-request
            POST | /warnings/ID/close            | [                      | 400 | invalid-request
            POST | /warnings/ID/shelve           | {"minutes":0,"reason":"x"}    | 400 | invalid-request
            POST | /warnings/ID/shelve           | {"minutes":1441,"reason":"x"} | 400 | invalid-request
            POST | /warnings/ID/acknowledge      | {"note":"x"}           | 422 | invalid-content
            POST | /warnings/ID/acknowledge      | {"person":"nobody"}    | 422 | invalid-content
            POST | /warnings/ID/feedback         | {"kind":"closing","done":"x"} | 409 | illegal-step
            POST | /warnings/ID/feedback         | {"kind":"last","done":"x"}    | 400 | invalid-request
            """)
    @DisplayName("What cannot be done is a problem document with a stable code")
    void whatCannotBeDone(String method, String path, String body, int status, String code) {
        String id = open(Level.YELLOW);

        HttpResponse<String> response = served.ask(method, "/api/v1" + path.replace("ID", id), body)
                .as(Served.OFFICER)
                .send();

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.fieldNames()).contains("type", "title", "status", "detail", "instance");
        assertThat(problem.getString("detail")).doesNotContain("Exception", "io.vertx");
    }

    @Test
    @DisplayName("A problem speaks the reader's language, Chinese first")
    void problemsSpeakTheLanguage() {
        assertThat(served.get("/api/v1/warnings/none").as(Served.OFFICER).json().getString("title"))
                .isEqualTo("没有找到");
        assertThat(served.get("/api/v1/warnings/none")
                        .as(Served.OFFICER)
                        .with("Accept-Language", "en")
                        .json()
                        .getString("title"))
                .isEqualTo("Not found");
    }

    @Test
    @DisplayName("A body over the bound, or of another kind, is refused before it is looked at")
    void bodiesAreBounded() {
        String id = open(Level.YELLOW);
        String path = "/api/v1/warnings/" + id + "/close";

        assertThat(served.post(path, new JsonObject().put("reason", "x".repeat(70_000)))
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(413);
        assertThat(served.ask("POST", path, "reason=x")
                        .as(Served.OFFICER)
                        .with("Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(served.ask("POST", path, "{\"reason\":\"x\"}")
                        .as(Served.OFFICER)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
    }

    @Test
    @DisplayName("A hostile name comes back as the text it is")
    void hostileNamesAreText() {
        String hostile = "<script>alert(1)</script>\"'&" + "长".repeat(3_000);
        served.engine.execute("update register_entry set document = jsonb_set(document, '{name,zh}', to_jsonb('"
                + hostile.replace("'", "''") + "'::text)) where key = 'site:demo-mine/north'");
        String id = open(Level.RED);

        assertThat(warning(id).getJsonObject("site").getJsonObject("name").getString("zh"))
                .isEqualTo(hostile);
        assertThat(served.get("/api/v1/warnings/" + id)
                        .as(Served.OFFICER)
                        .send()
                        .headers()
                        .firstValue("x-content-type-options"))
                .hasValue("nosniff");
    }
}
