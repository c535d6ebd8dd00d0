package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An enterprise at the console: it has its own part, and whatever address it tries, nothing else. */
class OwnPartTest {
    private static Desk desk;
    private static Served served;

    @BeforeAll
    static void open() {
        desk = Desk.open();
        served = Served.fresh();
        served.rule();
        served.duty();
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ZERO);
        served.reject("demo-mine", "bad-json", "jy/v1/demo-mine/north/gas-1/telemetry", "not JSON", "{", 3);
        served.reject("demo-slope", "bad-json", "jy/v1/demo-slope/east/gnss-1/telemetry", "not JSON", "{", 3);
    }

    @AfterAll
    static void close() {
        if (served != null) {
            served.close();
        }
        if (desk != null) {
            desk.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> pages(Page page, boolean theirs) {
        return (List<String>) page.evaluate(
                "async theirs => (await import('/console/js/pages.js')).pages"
                        + ".filter(page => page.roles.includes('enterprise') === theirs).map(page => page.path)",
                theirs);
    }

    @Test
    @DisplayName("Its navigation has its own pages only; every other page's address leads to its warnings")
    void everyOtherPageIsNotThere() {
        Page page = desk.signedIn(served.url(), Served.SLOPE, "zh", "");
        List<String> others = pages(page, false);
        assertThat(others).contains("duty", "people", "rules", "audit", "load", "workbook", "drills", "unreached");
        for (String path : others) {
            assertThat(page.locator("nav a[href='#/" + path + "']")).hasCount(0);
            for (String address : List.of(path, path + "/gas-limit", path + "/../" + path)) {
                page.evaluate("path => location.hash = '#/' + path", address);
                assertThat(page.locator("main")).hasClass(Pattern.compile("\\blist\\b"));
            }
        }
        for (String path : pages(page, true)) {
            page.evaluate("path => location.hash = '#/' + path", path);
            assertThat(page.locator("main")).isVisible();
            assertThat(page.locator("main")).not().containsText("示范煤矿");
            assertThat(page.locator("main")).not().containsText("北矿");
        }
        assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName("Another enterprise's warning, by its address, is not there")
    void anothersWarning() {
        String id = served.engine.rows("select id from warning").get(0);
        Page page = desk.signedIn(served.url(), Served.SLOPE, "zh", "warnings/" + id);
        assertThat(page.locator(".failure")).hasText("没有这条预警，或您无权查看。");
        assertThat(page.locator("main")).not().containsText("张伟");
        Page own = desk.signedIn(served.url(), Served.MINE, "zh", "warnings/" + id);
        assertThat(own.locator("h1")).containsText("甲烷");
        assertThat(own.locator("main")).not().containsText("13800000001");
    }

    @Test
    @DisplayName("The server itself refuses: with its session, each reading of the interface is its own or 403 or 404")
    void theServerRefuses() {
        Page page = desk.signedIn(served.url(), Served.SLOPE, "zh", "");
        String id = served.engine.rows("select id from warning").get(0);
        var wrong = new ArrayList<String>();
        int refused = 0;
        for (Reading reading : readings()) {
            String path = reading.path()
                    .replace("/rosters/{id}", "/rosters/town-desk")
                    .replace("/rules/{id}", "/rules/gas-limit")
                    .replace("/warnings/{id}", "/warnings/" + id)
                    .replaceAll("\\{[a-z]+}", "x");
            @SuppressWarnings("unchecked")
            var answer = (Map<String, Object>) page.evaluate(
                    "async path => { const answer = await fetch('/api/v1' + path, {headers: {'X-Requested-With': 'console'}});"
                            + " return {status: answer.status, text: await answer.text()}; }",
                    path);
            int status = (int) answer.get("status");
            String text = (String) answer.get("text");
            if (!reading.roles().contains("enterprise")) {
                refused++;
                if (status != 403) {
                    wrong.add(path + " is answered " + status);
                }
            } else if (status == 200 && (text.contains("demo-mine") || text.contains("张伟"))) {
                wrong.add(path + " tells of another enterprise");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).as("readings that are not for enterprises").isGreaterThan(15);
    }

    private record Reading(String path, String roles) {}

    /** Every GET of the interface's document that asks who reads, but the stream, which does not end. */
    private static List<Reading> readings() {
        String document = served.get("/api/v1/openapi.yaml").send().body();
        var readings = new ArrayList<Reading>();
        Matcher path = Pattern.compile("(?m)^  (/\\S+):\n((?:^ {4,}.*\n)+)").matcher(document);
        while (path.find()) {
            Matcher get = Pattern.compile("(?m)^    get:\n((?:^ {6,}.*\n)+)").matcher(path.group(2));
            if (get.find() && !path.group(1).equals("/stream")) {
                Matcher roles = Pattern.compile("x-roles: \\[(.*)]").matcher(get.group(1));
                if (roles.find()) {
                    readings.add(new Reading(path.group(1), roles.group(1)));
                }
            }
        }
        assertThat(readings).hasSizeGreaterThan(30);
        return readings;
    }
}
