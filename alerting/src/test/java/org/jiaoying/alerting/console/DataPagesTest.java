package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alarm load and the audit log's search at the console, in a real browser. */
class DataPagesTest extends DeskStory {
    @BeforeEach
    void prepare() {
        served.rule();
        Scene.play(served);
    }

    @Test
    @DisplayName("The load of a week: warnings, peak, levels, who is called most, the busiest points")
    void theLoad() {
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "load");
        assertThat(page.locator(".fact").first()).containsText("3");
        assertThat(page.locator(".bars rect")).not().hasCount(0);
        assertThat(page.locator("main")).containsText("甲烷传感器 1 号");
        assertThat(page.locator("main")).containsText("张伟");
        page.locator("[name=days]").selectOption("30");
        assertThat(page.locator("main")).containsText("ISA-18.2");
        desk.everyWay(served.url(), Served.ADMIN, "load");
    }

    @Test
    @DisplayName("The audit log is searched by who and what; what fits nothing says so; clearing brings all back")
    void searchingTheAudit() {
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "audit");
        page.locator("[name=actor]").fill("officer");
        page.locator("[name=action]").selectOption("warning.acknowledged");
        page.locator(".search button[type=submit]").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("应答");
        page.locator("[name=from]").fill("2030-01-01T00:00");
        page.locator(".search button[type=submit]").click();
        assertThat(page.locator(".none")).hasText("没有符合条件的记录");
        page.locator(".search button[type=button]").click();
        assertThat(page.locator("tbody tr")).not().hasCount(1);
        desk.everyWay(served.url(), Served.ADMIN, "audit");
    }

    @Test
    @DisplayName("The feeds: a device whose clock is off, one never heard; an enterprise sees its own only")
    void theFeeds() {
        served.engine.execute("insert into feed (enterprise, site, device, last_seen, offset_millis)"
                + " values ('demo-mine', 'north', 'gas-1', '" + served.engine.clock.instant() + "', 300000)");
        served.engine.execute(
                "insert into feed_count (enterprise, site, device, day, messages, \"values\", late, replaced, refused)"
                        + " values ('demo-mine', 'north', 'gas-1', '2026-03-01', 120, 240, 3, 1, 37)");
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "feeds");
        Locator rows = page.locator("tbody tr");
        Locator gas = rows.filter(new Locator.FilterOptions().setHasText("gas-1"));
        assertThat(gas).containsText("时钟不准");
        assertThat(gas).containsText("快 5 分");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("gnss-1")))
                .containsText("从未上报");
        int all = rows.count();
        page.locator("main button[aria-pressed]").click();
        assertThat(page.locator("main")).containsText(all + " 台有问题，共 " + all + " 台");
        desk.everyWay(served.url(), Served.MINE, "feeds");
        Page own = desk.signedIn(served.url(), Served.SLOPE, "zh", "feeds");
        assertThat(own.locator("tbody tr")).hasCount(1);
        assertThat(own.locator("main")).not().containsText("示范煤矿");
    }
}
