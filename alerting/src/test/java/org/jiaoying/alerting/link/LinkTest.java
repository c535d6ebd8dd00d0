package org.jiaoying.alerting.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.alerting.link.LinkTaker.Outcome;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The links in texts, on a real database and the real server, on a clock moved by hand. */
class LinkTest {
    private static final String PUBLIC = "https://alarm.example.org";
    private static final String FORGED = "0123456789abcdefghijkl";

    private final Served served = Served.linked(PUBLIC);

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    @DisplayName(
            "The carrier gets the link at the end of the text; table, call, audit and API know that there was one, not which")
    void onlyTheCarrierGetsIt() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        assertThat(token).hasSize(22).matches("[0-9A-Za-z]+");

        Outgoing text = claimed().get(0);
        assertThat(text.text()).endsWith("） " + PUBLIC + "/w/" + token);
        assertThat(rows("select text from call")).singleElement().asString().endsWith(" " + PUBLIC + "/w/****");

        await(served.engine.transactions.run(work -> served.engine.outbox.submitted(work, text.id(), "one")));
        assertThat(rows("select state from outbox")).containsExactly("SUBMITTED");
        assertThat(press(token, "acknowledge").statusCode()).isEqualTo(303);
        assertThat(everythingKept()).doesNotContain(token).contains(PUBLIC + "/w/****");
        String id = rows("select id from warning").get(0);
        for (String path :
                List.of("/warnings/" + id, "/warnings/" + id + "/calls", "/warnings/" + id + "/record", "/audit")) {
            HttpResponse<String> answer =
                    served.get("/api/v1" + path).as(Served.ADMIN).send();
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain(token).containsAnyOf("zhang", "张伟");
        }
    }

    @Test
    @DisplayName("A text that is not sent any more forgets its link")
    void withdrawnTextsForget() {
        open("b1", Level.RED);
        String token = token("zhang");
        assertThat(rows("select count(*) from outbox where secret is not null")).containsExactly("3");
        served.engine.execute("update outbox set state = 'WITHDRAWN' where id like '%zhang%'");
        assertThat(rows("select count(*) from outbox where secret is not null")).containsExactly("2");
        // The text may have gone out after all: the link stays good.
        assertThat(get(token).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("The page says level, place, what, since when, value against limit, what to do, and who has answered")
    void whatThePageSays() {
        served.rule();
        open("b1", Level.ORANGE);
        String token = token("zhang");
        served.engine.clock.advance(Duration.ofMinutes(3));
        served.acknowledge("gas", "li", "");
        String code = rows("select code from warning").get(0);

        HttpResponse<String> page = get(token);
        assertThat(page.body())
                .contains("<html lang=\"zh-CN\">", "橙色预警", "北矿", "甲烷超限", "1.62 %（限值 1.5 %）", "3月1日 08:00（北京时间）")
                .contains("断电撤人", "3月1日 08:18 前首报", "2 " + code, "李娜（officer 代录），收到，3月1日 08:03")
                .contains("应答人：张伟", ">收到</button>", ">需要支援</button>")
                .doesNotContain("<script", "138");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");

        String english = served.get("/w/" + token)
                .with("Accept-Language", "en-GB,en;q=0.9")
                .send()
                .body();
        assertThat(english)
                .contains(
                        "<html lang=\"en\">",
                        "Orange warning",
                        "North mine",
                        "CH4 over the limit",
                        "1.62 % (limit 1.5 %)")
                .contains("1 Mar 08:00 (Beijing time)", "Cut power, move people out", "By 1 Mar 08:18", "Need help")
                .doesNotContain("预警");
        assertThat(served.get("/w/" + token + "?lang=zh")
                        .with("Accept-Language", "en")
                        .send()
                        .body())
                .contains("橙色预警");
    }

    @Test
    @DisplayName("Names from outside are words on the page, never markup")
    void hostileNames() {
        served.rename("site:demo-mine/north", "<img src=x onerror=alert(1)>\"'&");
        served.engine.execute("update person set name = '<b>' where id = 'li'");
        open("b1", Level.YELLOW);
        String token = token("zhang");
        served.engine.execute("update warning set reason_zh = '</dd><script>alert(1)</script>', unit = '<i>'");
        served.acknowledge("gas", "li", "");
        assertThat(get(token).body())
                .contains("&lt;script&gt;", "&lt;i&gt;", "&lt;b&gt;")
                .doesNotContain("<script", "<img", "<i>", "<b>");
    }

    @Test
    @DisplayName("Opening changes nothing, however often and by whatever looks ahead")
    void openingChangesNothing() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        String before = everythingKept();
        for (int i = 0; i < 5; i++) {
            assertThat(get(token).statusCode()).isEqualTo(200);
            assertThat(served.ask("HEAD", "/w/" + token, null).status()).isEqualTo(200);
        }
        assertThat(get(token + "/acknowledge").statusCode()).isEqualTo(404);
        assertThat(served.ask("PUT", "/w/" + token + "/acknowledge", "").status())
                .isEqualTo(404);
        assertThat(everythingKept()).isEqualTo(before);
        assertThat(rows("select state from warning")).containsExactly("OPEN");
    }

    @Test
    @DisplayName(
            "收到 is the person's own answer: on record as theirs, the chase stops, and the page says what was recorded")
    void received() {
        open("b1", Level.YELLOW);
        served.engine.clock.advance(Duration.ofMinutes(2));
        String token = token("zhang");
        HttpResponse<String> pressed = press(token, "acknowledge");
        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(pressed.headers().firstValue("Location")).contains("/w/" + token + "?lang=zh");

        assertThat(rows("select state, acknowledged_by from warning")).containsExactly("ACKNOWLEDGED person:zhang");
        assertThat(rows("select kind, person_id, text, actor, via, call_id like '%zhang-sms' from response"))
                .containsExactly("ACKNOWLEDGED zhang 收到 person:zhang link true");
        assertThat(
                        rows(
                                "select actor, action, detail::json ->> 'via' from audit where action = 'warning.acknowledged'"))
                .containsExactly("person:zhang warning.acknowledged link");
        served.engine.pass(Duration.ofMinutes(14));
        assertThat(rows("select person_id, state from call where kind = 'CALL'"))
                .containsExactly("zhang ANSWERED");

        assertThat(get(token).body())
                .contains("✓ 已记录：张伟，收到，3月1日 08:02", "需要支援</button>")
                .doesNotContain("收到</button>");
    }

    @Test
    @DisplayName("需要支援 calls the next tier at once, also after 收到")
    void help() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        press(token, "acknowledge");
        assertThat(served.ask("POST", "/w/" + token + "/help?lang=en", "")
                        .send()
                        .headers()
                        .firstValue("Location"))
                .contains("/w/" + token + "?lang=en");
        assertThat(rows("select person_id, reason, state from call where kind = 'CALL' order by tier"))
                .containsExactly("zhang CHASE_STARTED HELP_ASKED", "li NEXT_TIER_ASKED PENDING");
        assertThat(rows("select text from response order by id")).containsExactly("收到", "Need help");
        assertThat(get(token).body()).contains("正在呼叫上一级责任人").doesNotContain("<button");
    }

    @Test
    @DisplayName("Pressing again, also at the same moment, does nothing more")
    void pressedAgain() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        List<Future<Outcome>> both = List.of(
                served.engine.links.take(token, Press.HELP, "需要支援"),
                served.engine.links.take(token, Press.HELP, "需要支援"));
        await(Future.all(both));
        assertThat(both.stream().map(Future::result)).containsExactlyInAnyOrder(Outcome.TAKEN, Outcome.REPEATED);
        for (int i = 0; i < 3; i++) {
            assertThat(press(token, "help").statusCode()).isEqualTo(303);
        }
        assertThat(rows("select kind from response")).containsExactly("HELP");
        assertThat(rows("select person_id from call where kind = 'CALL' order by tier"))
                .containsExactly("zhang", "li");
    }

    @Test
    @DisplayName("When people are called anew an older link answers anew")
    void aNewChase() {
        open("b1", Level.YELLOW);
        String first = token("zhang");
        press(first, "acknowledge");
        served.engine.pass(Duration.ofMinutes(1));
        served.engine.take("b1", 2, Change.RAISED, Level.ORANGE);
        assertThat(rows("select state from warning")).containsExactly("OPEN");
        assertThat(get(first).body()).contains("收到</button>").doesNotContain("已记录");
        press(first, "acknowledge");
        assertThat(rows("select state from warning")).containsExactly("ACKNOWLEDGED");
        assertThat(rows("select count(*) from response")).containsExactly("2");
    }

    @Test
    @DisplayName("A link answers for its own warning and person only")
    void anothersWarning() {
        open("b1", Level.RED);
        served.engine.take(served.engine.step("demo-slope/east/gnss-1", "b2", 1, Change.OPENED, Level.YELLOW, false));
        String li = token("li");
        assertThat(press(li, "acknowledge").statusCode()).isEqualTo(303);
        assertThat(rows("select person_id from response")).containsExactly("li");
        assertThat(rows("select state from warning where enterprise = 'demo-slope'"))
                .containsExactly("OPEN");
        assertThat(get(token("duty")).body()).contains("东坡").doesNotContain("北矿");
        assertThat(rows("select count(distinct token_hash), count(*) from link"))
                .containsExactly("4 4");
    }

    @Test
    @DisplayName("After a day it is over")
    void runOut() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        served.engine.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(get(token).statusCode()).isEqualTo(200);
        served.engine.clock.advance(Duration.ofSeconds(1));
        assertThat(get(token).statusCode()).isEqualTo(404);
        assertThat(press(token, "acknowledge").statusCode()).isEqualTo(404);
        assertThat(rows("select count(*) from response")).containsExactly("0");
    }

    @Test
    @DisplayName("One and the same page for what never was, has run out, or was closed: nothing can be learned from it")
    void nothingIsLearned() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        String id = rows("select id from warning").get(0);
        served.post("/api/v1/warnings/" + id + "/close", new JsonObject().put("reason", "演练结束"))
                .as(Served.OFFICER)
                .send();
        HttpResponse<String> closed = get(token);
        assertThat(closed.statusCode()).isEqualTo(404);
        assertThat(closed.body()).contains("链接已失效", "This link is not open");
        for (String other : List.of(FORGED, "x", token.substring(1), token + "x", "%27%20or%201=1", "a%00b")) {
            HttpResponse<String> answer = get(other);
            assertThat(answer.statusCode()).as(other).isEqualTo(404);
            assertThat(answer.body()).as(other).isEqualTo(closed.body());
        }
        HttpResponse<String> pressed = press(token, "acknowledge");
        assertThat(pressed.statusCode()).isEqualTo(404);
        assertThat(pressed.body())
                .isEqualTo(closed.body())
                .isEqualTo(press(FORGED, "help").body());
        assertThat(rows("select count(*) from response")).containsExactly("0");
        assertThat(served.engine
                        .meters
                        .counter("jiaoying.links", "outcome", "unknown")
                        .count())
                .isEqualTo(9);
    }

    @Test
    @DisplayName("An address that tries many links is told to wait, and then heard again")
    void slowedDown() {
        open("b1", Level.YELLOW);
        for (int i = 0; i < 20; i++) {
            assertThat(get(FORGED).statusCode()).isEqualTo(404);
        }
        HttpResponse<String> tooMany = get(FORGED);
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("1");
        assertThat(tooMany.body()).contains("请直接回复短信", "reply to the text");
        assertThat(press(token("zhang"), "acknowledge").statusCode()).isEqualTo(429);
        served.deskClock.advance(Duration.ofSeconds(1));
        assertThat(press(token("zhang"), "acknowledge").statusCode()).isEqualTo(303);
        assertThat(get(token("zhang")).statusCode()).isEqualTo(200);
        assertThat(served.engine
                        .meters
                        .counter("jiaoying.links", "outcome", "throttled")
                        .count())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("A press must come from the page itself; a form has no content, and a large one is not read")
    void fromThePageItself() {
        open("b1", Level.YELLOW);
        String path = "/w/" + token("zhang") + "/acknowledge";
        for (String site : List.of("cross-site", "same-site", "none", "")) {
            assertThat(served.ask("POST", path, "").with("Sec-Fetch-Site", site).status())
                    .as(site)
                    .isEqualTo(403);
        }
        for (String origin : List.of(
                "https://evil.example", PUBLIC + ".evil.example", "http://alarm.example.org", PUBLIC + ":8443")) {
            assertThat(served.ask("POST", path, "").with("Origin", origin).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        for (int size : new int[] {1_025, 1_000_000}) {
            assertThat(served.ask("POST", path, "x".repeat(size)).status()).isEqualTo(413);
        }
        assertThat(rows("select count(*) from response")).containsExactly("0");

        assertThat(served.ask("POST", path, "").with("Origin", PUBLIC).status()).isEqualTo(303);
        assertThat(served.ask("POST", path, "").with("Origin", "null").status()).isEqualTo(303);
        assertThat(served.ask("POST", path, "")
                        .with("Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(303);
        assertThat(rows("select count(*) from response")).containsExactly("1");
    }

    @Test
    @DisplayName("A drill says so at the top")
    void drill() {
        open("b1", Level.YELLOW);
        served.engine.execute("update warning set drill = true, top_breach = null");
        assertThat(get(token("zhang")).body()).contains("演练：这不是真实险情");
    }

    @Test
    @DisplayName("What is over says so, and what is still owed")
    void cleared() {
        open("b1", Level.YELLOW);
        String token = token("zhang");
        served.engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        assertThat(get(token).body()).contains("现已恢复正常", "3月1日 08:30 前终报处置结果", "收到</button>");
        press(token, "acknowledge");
        assertThat(rows("select state from warning")).containsExactly("CLEARED_ACKNOWLEDGED");
        assertThat(get(token).body()).contains("✓ 已记录：张伟，收到");
    }

    @Test
    @DisplayName("Where no address is set texts have no link, and there is nothing to open")
    void notSet() {
        try (Served without = Served.fresh()) {
            without.engine.take("b1", 1, Change.OPENED, Level.YELLOW);
            assertThat(without.engine.rows("select secret, text like '%http%' from outbox"))
                    .containsExactly("null false");
            assertThat(without.engine.rows("select count(*) from link")).containsExactly("0");
            assertThat(without.get("/w/" + FORGED).send().body()).contains("\"code\":\"not-found\"");
        }
    }

    private void open(String breach, Level level) {
        served.engine.take(breach, 1, Change.OPENED, level);
    }

    private List<String> rows(String sql) {
        return served.engine.rows(sql);
    }

    /** The end of the last link that goes to a person. */
    private String token(String person) {
        return rows("select o.secret from outbox o join call c on c.id = o.call_id where c.person_id = '" + person
                        + "' order by c.created_at desc limit 1")
                .get(0);
    }

    private List<Outgoing> claimed() {
        return await(served.engine.transactions.run(
                work -> served.engine.outbox.claim(work, "one", "sms", Duration.ofMinutes(1), 10)));
    }

    private HttpResponse<String> get(String token) {
        return served.get("/w/" + token).send();
    }

    private HttpResponse<String> press(String token, String button) {
        return served.ask("POST", "/w/" + token + "/" + button, "").send();
    }

    /** Every row that could tell of a link. */
    private String everythingKept() {
        return String.join(
                "\n",
                rows("select row_to_json(x) from (select * from warning) x"
                        + " union all select row_to_json(x) from (select * from call) x"
                        + " union all select row_to_json(x) from (select * from outbox) x"
                        + " union all select row_to_json(x) from (select * from link) x"
                        + " union all select row_to_json(x) from (select * from response) x"
                        + " union all select row_to_json(x) from (select * from audit) x"));
    }
}
