package org.jiaoying.alerting.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.workbook.WorkbookWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterApiTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
        served.duty();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private JsonObject edit(String account, String document) {
        return served.post(
                        "/api/v1/roster",
                        new JsonObject().put("document", document).put("reason", "测试"))
                .as(account)
                .json();
    }

    @Test
    void whoAnswersNowAndAtAnyTime_andWhy() {
        JsonObject now = served.get("/api/v1/rosters/town-desk/answer")
                .as(Served.OFFICER)
                .json();
        assertThat(now.getJsonObject("person").getString("id")).isEqualTo("day");
        assertThat(now.getJsonObject("person").getString("phone")).contains("****");
        JsonObject onLeave = served.get("/api/v1/rosters/town-desk/answer?at=2026-05-01T12:00:00%2B08:00")
                .as(Served.OFFICER)
                .json();
        assertThat(onLeave.getJsonObject("person").getString("id")).isEqualTo("night");
        assertThat(onLeave.getJsonArray("why").encode()).contains("年休").contains("is away");
        assertThat(served.get("/api/v1/rosters/nowhere/answer")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/rosters/town-desk/answer?at=tomorrow")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(400);
        assertThat(served.get("/api/v1/rosters/town-desk/answer")
                        .as(Served.MINE)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCalendarTellsEachDaysShifts_holidaysAndExchanges() {
        JsonObject calendar = served.get("/api/v1/rosters/town-desk/calendar?from=2026-05-01&days=9")
                .as(Served.OFFICER)
                .json();
        assertThat(calendar.getString("today")).isEqualTo("2026-03-01");
        assertThat(calendar.getJsonArray("days")).hasSize(9);
        JsonObject labourDay = calendar.getJsonArray("days").getJsonObject(0);
        assertThat(labourDay.getString("type")).isEqualTo("holiday");
        assertThat(labourDay.getJsonObject("holiday").getString("zh")).contains("劳动节");
        assertThat(people(labourDay)).as("on leave").containsExactly("night", "night");
        assertThat(labourDay.getJsonArray("shifts").getJsonObject(0).getBoolean("exchanged"))
                .isTrue();
        JsonObject after = calendar.getJsonArray("days").getJsonObject(4);
        assertThat(people(after)).containsExactly("day", "night");
        assertThat(after.getJsonArray("shifts").getJsonObject(0).getBoolean("exchanged"))
                .isFalse();
        JsonObject madeUp = calendar.getJsonArray("days").getJsonObject(8);
        assertThat(madeUp.getString("day")).isEqualTo("2026-05-09");
        assertThat(madeUp.getBoolean("madeUp")).isTrue();
        for (String refused : List.of("?from=2026-02-31", "?days=63", "?from=tomorrow")) {
            assertThat(served.get("/api/v1/rosters/town-desk/calendar" + refused)
                            .as(Served.OFFICER)
                            .status())
                    .as(refused)
                    .isEqualTo(400);
        }
        assertThat(served.get("/api/v1/rosters/nowhere/calendar")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(404);
    }

    private static List<String> people(JsonObject day) {
        return day.getJsonArray("shifts").stream()
                .map(shift -> ((JsonObject) shift).getJsonObject("person").getString("id"))
                .toList();
    }

    @Test
    void anEntryIsRead_changed_andTakenOverAgain() {
        JsonObject read = served.get("/api/v1/roster/entries?kind=person&id=day")
                .as(Served.ADMIN)
                .json();
        JsonObject person = read.getJsonObject("document");
        assertThat(person.getJsonArray("phones").getString(0)).endsWith("13800000021");
        assertThat(served.engine.rows("select subject from audit where action = 'people.viewed'"))
                .containsExactly("person:day");
        assertThat(edit(
                                Served.ADMIN,
                                new JsonObject().put("people", List.of(person)).encode())
                        .getInteger("changes"))
                .as("unchanged")
                .isZero();
        person.put("post", "副镇长").getJsonArray("phones").add("13800000023");
        assertThat(edit(
                                Served.ADMIN,
                                new JsonObject().put("people", List.of(person)).encode())
                        .getInteger("changes"))
                .isEqualTo(1);

        JsonObject chain = served.get("/api/v1/roster/entries?kind=chain&id=demo-mine/north/all")
                .as(Served.ADMIN)
                .json()
                .getJsonObject("document");
        assertThat(chain).as("of the engine's roster").isNotNull();
        assertThat(edit(
                                Served.ADMIN,
                                new JsonObject().put("chains", List.of(chain)).encode())
                        .getInteger("changes"))
                .isZero();
        assertThat(served.get("/api/v1/roster/entries?kind=person&id=nobody")
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/roster/entries?kind=person&id=day")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(403);
        assertThat(served.get("/api/v1/roster/entries?kind=key&id=day")
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anOfficerEntersLeavesAndExchanges_anAdministratorEverything() {
        assertThat(edit(
                                Served.OFFICER,
                                "leaves: [{person: night, from: 2026-06-01, to: 2026-06-02, stand-in: day, reason: 病假}]")
                        .getInteger("changes"))
                .isEqualTo(1);
        JsonObject refused = edit(Served.OFFICER, "people: [{id: x, name: X, phones: ['13800000099']}]");
        assertThat(refused.getInteger("status-code")).isEqualTo(422);
        assertThat(edit(Served.ADMIN, "people: [{id: x, name: X, phones: ['13800000099']}]")
                        .getInteger("changes"))
                .isEqualTo(1);
        assertThat(edit(Served.MINE, "people: []").getInteger("status-code")).isEqualTo(403);
    }

    @Test
    void whatIsWrongIsToldWithItsPlace_andNothingIsChanged() {
        JsonObject refused = edit(Served.ADMIN, """
                people:
                  - {id: x, name: X, phones: ["13800000001"], superiour: zhang}
                  - {id: y, name: Y, phones: ["1380000002"]}
                rosters:
                  - {id: r, name: R, since: 2026-01-01, shifts: [{name: 日, from: "08:00", to: "20:00", people: [y]}]}
                """);
        assertThat(refused.getInteger("status-code")).isEqualTo(422);
        assertThat(refused.getString("code")).isEqualTo("roster-faults");
        assertThat(refused.getJsonArray("faults")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(refused.getJsonArray("faults").encode())
                .contains("is the number of 'zhang'", "的号码")
                .contains("\"nearest\":\"superior\"")
                .contains("must end at 08:00")
                .contains("\"line\":2");
        assertThat(served.engine.rows("select id from person where id in ('x', 'y')"))
                .isEmpty();
    }

    @Test
    void peopleWhoseNumbersAreNotVerifiedAreShown() {
        served.engine.execute(
                "update contact set verified_at = '2026-02-01', verified_by = 'code' where person_id = 'li'");
        String stale = served.get("/api/v1/people?stale=true")
                .as(Served.OFFICER)
                .send()
                .body();
        assertThat(stale).contains("\"zhang\"").doesNotContain("\"id\":\"li\"");
        assertThat(served.get("/api/v1/people").as(Served.OFFICER).send().body())
                .contains("\"id\":\"li\"")
                .contains("\"verifiedBy\":\"code\"");
    }

    @Test
    void aHandoverIsConfirmed() {
        var confirmation = new JsonObject().put("handover", "town-desk@2026-03-01T00:00:00Z");
        assertThat(served.post("/api/v1/handovers", confirmation)
                        .as(Served.ZHANG)
                        .status())
                .as("not theirs")
                .isEqualTo(404);
        assertThat(served.post("/api/v1/handovers", confirmation)
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(204);
        assertThat(served.post("/api/v1/handovers", confirmation)
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(409);
        assertThat(served.get("/api/v1/handovers").as(Served.OFFICER).json().getJsonArray("items"))
                .isEmpty();
        assertThat(served.get("/api/v1/handovers?state=all")
                        .as(Served.OFFICER)
                        .json()
                        .getJsonArray("items"))
                .hasSize(1);
    }

    @Test
    void theWorkbookThatIsExportedIsImportedUnchanged_andIsAudited() throws Exception {
        var export = request("/api/v1/roster/workbook", Served.ADMIN).GET().build();
        var workbook = served.client().send(export, BodyHandlers.ofByteArray());
        assertThat(workbook.statusCode()).isEqualTo(200);
        assertThat(workbook.headers().firstValue("content-type")).contains(RosterRoutes.WORKBOOK);
        var again = served.client().send(upload("?reason=x", workbook.body()), BodyHandlers.ofString());
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(new JsonObject(again.body()).getInteger("changes")).isZero();
        assertThat(served.engine.rows("select actor from audit where action = 'roster.exported'"))
                .containsExactly("account:admin");
        assertThat(served.client()
                        .send(
                                request("/api/v1/roster/workbook", Served.OFFICER)
                                        .GET()
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aWorkbookAtFaultIsRefusedWhole_orTakenInPartWhereThatIsAsked() throws Exception {
        byte[] workbook = WorkbookWriter.write(RosterFile.parse("x", """
                people:
                  - {id: good, name: 好, phones: ["13840000001"]}
                  - {id: taken, name: 重, phones: ["13840000002"]}
                """.replace("13840000002", "13840000003")));
        served.engine.load("people: [{id: first, name: 先, phones: ['13840000003']}]");
        var refused = served.client().send(upload("?reason=x", workbook), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("人员!F3").contains("is the number of 'first'");
        assertThat(served.engine.rows("select id from person where id = 'good'"))
                .isEmpty();

        var partly = served.client().send(upload("?reason=x&partly=true", workbook), BodyHandlers.ofString());
        assertThat(partly.statusCode()).as(partly.body()).isEqualTo(200);
        assertThat(new JsonObject(partly.body()).getJsonArray("leftOut")).hasSize(1);
        assertThat(served.engine.rows("select id from person where id in ('good', 'taken')"))
                .containsExactly("good");
        assertThat(served.engine.rows(
                        "select subject from audit where action = 'roster.loaded' order by seq desc limit 1"))
                .containsExactly("workbook, in part: 1 faults were left out");
    }

    @Test
    void onlyAWorkbookOfBoundedSizeIsRead() throws Exception {
        var notOne = served.client().send(upload("?reason=x", "no workbook".getBytes(UTF_8)), BodyHandlers.ofString());
        assertThat(notOne.statusCode()).isEqualTo(422);
        assertThat(notOne.body()).contains("is not an Excel workbook");
        var wrongType = request("/api/v1/roster/workbook?reason=x", Served.ADMIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(served.client().send(wrongType, BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        var noReason = served.client().send(upload("", new byte[] {1}), BodyHandlers.ofString());
        assertThat(noReason.statusCode()).isEqualTo(400);
    }

    private HttpRequest upload(String query, byte[] body) {
        return request("/api/v1/roster/workbook" + query, Served.ADMIN)
                .header("Content-Type", RosterRoutes.WORKBOOK)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest.Builder request(String path, String account) {
        String pair = Base64.getEncoder().encodeToString((account + ":" + account).getBytes(UTF_8));
        return HttpRequest.newBuilder(served.get(path).build().uri()).header("Authorization", "Basic " + pair);
    }

    @Test
    void whatWasEnteredCanBeTakenBack() {
        var withdrawal = new JsonObject()
                .put("kind", "override")
                .put("id", "town-desk@2026-05-02T16:00:00Z")
                .put("reason", "取消换班");
        assertThat(served.post("/api/v1/roster/withdrawals", withdrawal)
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(204);
        assertThat(served.post("/api/v1/roster/withdrawals", withdrawal)
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/rosters").as(Served.ADMIN).json().getJsonArray("overrides"))
                .isEmpty();
    }
}
