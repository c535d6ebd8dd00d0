package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jiaoying.alerting.http.FakeHistory;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an officer sees and does on the page of one warning, beyond the story of a night. */
class WarningPageTest {
    private Desk desk;
    private FakeHistory history;
    private Served served;

    @BeforeEach
    void open() {
        desk = Desk.open();
        history = FakeHistory.rising();
        served = Served.fresh(history.url());
        served.rule();
        served.device("gas-2", "甲烷传感器 2 号", "face");
    }

    @AfterEach
    void close() {
        if (served != null) {
            served.close();
            history.close();
        }
        if (desk != null) {
            desk.close();
        }
    }

    private Page page() {
        Page page = desk.window(served.url(), 1280, 720);
        page.locator("input[name=account]").fill(Served.OFFICER);
        page.locator("input[name=password]").fill(Served.OFFICER);
        page.locator("button[type=submit]").click();
        assertThat(page.locator(".link")).hasClass(Pattern.compile("link-live"));
        page.locator(".row").click();
        return page;
    }

    private static void submit(Page page) {
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    @DisplayName("What to do and where it is written, who is in the zone, what the points beside say")
    void whatStandsAround() {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        Page page = page();

        assertThat(page.locator(".advice")).containsText("断电撤人");
        assertThat(page.locator(".advice")).containsText("AQ 6201-2019");
        assertThat(page.getByText("T1 掘进面内")).isVisible();
        assertThat(page.locator(".fact.needs").first()).containsText("2 人");
        assertThat(page.locator(".neighbours").first()).containsText("甲烷传感器 2 号");
        assertThat(page.locator(".neighbours a")).hasAttribute("rel", "noopener noreferrer");
        assertThat(page.locator(".stages .next")).containsText("收到");
        Assertions.assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName("Laid to rest and woken again, each with a reason")
    void restAndWake() {
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        Page page = page();
        page.locator("[data-act=shelve]").click();
        page.locator("[name=reason]").fill("现场标校");
        submit(page);
        assertThat(page.locator("h1 .badge")).containsText("已搁置至");
        page.locator("[data-act=unshelve]").click();
        page.locator("[name=reason]").fill("标校已结束");
        submit(page);
        assertThat(page.locator("h1 .badge")).hasCount(0);
        assertThat(page.locator(".timeline")).containsText("取消搁置");
        Assertions.assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName("Whom nobody reached: numbers to ring after asking for them, and a knock that found the person")
    void knockOnADoor() {
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        served.engine.pass(Duration.ofHours(2));
        Page page = page();
        assertThat(page.locator(".unreached")).isVisible();
        assertThat(page.locator(".unreached .dial")).hasCount(0);
        page.locator("[data-act=unreached]").click();
        assertThat(page.locator("[data-knock=zhang]")).isVisible();
        assertThat(page.locator(".unreached .dial").first()).hasAttribute("href", Pattern.compile("tel:\\+86138"));
        page.locator("[data-knock=zhang]").click();
        page.locator("[name=found]").selectOption("true");
        page.locator("[name=note]").fill("村干部上门，已通知本人");
        submit(page);

        assertThat(page.locator("[data-knock=zhang]")).hasCount(0);
        assertThat(page.locator(".standing")).containsText("已应答");
        Assertions.assertThat(served.engine.rows("select count(*) from audit where action = 'unreached.viewed'"))
                .isNotEqualTo(java.util.List.of("0"));
        Assertions.assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName(
            "The wall is read from afar, the sites show levels and heads by zone, the keyboard leads there and back")
    void wallSitesAndKeys() {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        Page page = page();
        assertThat(page.locator(".standing")).isVisible();
        page.keyboard().press("e");
        assertThat(page.locator("dialog h2")).containsText("升级");
        page.keyboard().type("wl");
        assertThat(page.locator("dialog textarea")).hasValue("wl");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        page.keyboard().press("m");
        assertThat(page.locator(".zone.edge-red")).containsText("T1 掘进面");
        assertThat(page.locator(".zone.edge-red .heads")).hasText("2 人");
        picture(page, "sites-zh");
        page.setViewportSize(390, 844);
        assertFits(page);
        page.setViewportSize(1920, 1080);
        page.keyboard().press("w");
        assertThat(page.locator(".wall-line")).containsText("北矿");
        assertThat(page.locator("header")).hasCount(0);
        picture(page, "wall-zh");
        assertFits(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("a.row")).isVisible();
        page.keyboard().press("j");
        assertThat(page.locator("a.row")).isFocused();
        page.keyboard().press("?");
        assertThat(page.locator("dialog .keys")).isVisible();
        page.locator("[name=keys]").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        page.keyboard().press("w");
        assertThat(page.locator(".wall")).hasCount(0);
        Assertions.assertThat(desk.troubles()).isEmpty();
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/screenshots", name + ".png")));
    }

    private static void assertFits(Page page) {
        Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isLessThanOrEqualTo(0);
    }
}
