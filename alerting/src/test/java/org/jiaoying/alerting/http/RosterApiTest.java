package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
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
                .contains("is the number of 'zhang'")
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
