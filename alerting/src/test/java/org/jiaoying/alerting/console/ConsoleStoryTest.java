package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jiaoying.alerting.http.FakeHistory;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A duty officer at the console, in a real browser, over the real server and database. */
class ConsoleStoryTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private Desk desk;
    private FakeHistory history;
    private Served served;

    @BeforeEach
    void open() {
        desk = Desk.open();
        history = FakeHistory.rising();
        served = Served.fresh(history.url());
        served.rule();
    }

    @AfterEach
    void close() {
        if (served != null) {
            served.close();
        }
        if (history != null) {
            history.close();
        }
        if (desk != null) {
            desk.close();
        }
    }

    private Page signedIn(String account, String language) {
        Page page = desk.window(served.url(), WIDTH, HEIGHT);
        if (language.equals("en")) {
            page.locator("button.language").click();
        }
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(account);
        page.locator("button[type=submit]").click();
        assertThat(page.locator(".link")).hasClass(Pattern.compile("link-live"));
        return page;
    }

    private void breach(String id, int revision, Change change, Level level) {
        served.engine.take(id, revision, change, level);
        served.engine.pass(Duration.ZERO);
    }

    private static void submit(Page page) {
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
    }

    private static Object rung(Page page) {
        return page.evaluate("async () => (await import('/console/js/sound.js')).rung.value");
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"zh", "en"})
    @DisplayName("Sign in, see a warning arrive, open it, acknowledge on behalf, report, close")
    void theWholeStory(String language) {
        boolean zh = language.equals("zh");
        Page page = signedIn(Served.OFFICER, language);
        assertThat(page.locator(".none")).hasText(zh ? "当前没有预警" : "No open warnings");

        breach("b1", 1, Change.OPENED, Level.ORANGE);

        Locator row = page.locator(".row");
        assertThat(row).hasCount(1);
        assertThat(row).containsText(zh ? "橙色" : "Orange");
        assertThat(row).containsText(zh ? "待应答" : "Waiting for an answer");
        assertThat(page).hasTitle(zh ? "(1/1) 叫应 值班台" : "(1/1) Jiaoying duty console");
        assertThat(rung(page)).isEqualTo(1);

        row.click();
        assertThat(page.locator("h1")).containsText(zh ? "甲烷超限" : "CH4 over the limit");
        assertThat(page.locator(".tiers")).containsText("张伟");
        assertThat(page.locator(".timeline")).containsText(zh ? "短信 → 张伟" : "SMS → 张伟");
        assertThat(page.locator(".curve canvas")).isVisible();

        page.locator("[data-act=acknowledge]").click();
        page.locator("dialog select").selectOption("zhang");
        page.locator("dialog textarea").fill(zh ? "电话接通，已在组织撤人" : "Reached by phone, moving people out");
        submit(page);
        assertThat(page.locator(".standing")).containsText(zh ? "已应答，待首报" : "Answered, first report due");
        assertThat(page.locator(".timeline"))
                .containsText(zh ? "由 officer 代为登记" : "entered by officer on their behalf");

        page.locator("[data-act=feedback]").click();
        page.locator("[name=commander]").fill("李娜");
        page.locator("[name=affected]").fill("T1");
        page.locator("[name=peopleMoved]").fill("12");
        page.locator("[name=done]").fill(zh ? "已断电，人员撤至进风巷" : "Power cut, people moved to intake air");
        submit(page);
        assertThat(page.locator(".standing")).containsText(zh ? "已首报" : "First report in");
        assertThat(page.locator(".report")).containsText(zh ? "转移 12 人" : "12 people moved");

        page.locator("[data-act=close]").click();
        page.locator("[name=reason]").fill(zh ? "现场已处置完毕" : "Handled on site");
        submit(page);
        assertThat(page.locator(".standing")).containsText(zh ? "已关闭" : "Closed");
        assertThat(page.locator(".actions")).hasCount(0);

        page.locator(".back").click();
        assertThat(page.locator(".none")).isVisible();
        org.assertj.core.api.Assertions.assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName("Closed warnings are searched by words, level and hazard; open ones are filtered at once")
    void filtersAndSearch() {
        Scene.play(served);
        Page page = signedIn(Served.OFFICER, "zh");
        assertThat(page.locator(".row")).hasCount(3);
        page.locator("select[name=hazard]").selectOption("slope");
        assertThat(page.locator(".row")).hasCount(1);
        page.locator("select[name=drill]").selectOption("true");
        assertThat(page.locator(".none")).containsText("请放宽筛选条件");
        page.locator("select[name=drill]").selectOption("");
        page.locator(".row").click();
        page.locator("[data-act=close]").click();
        page.locator("[name=reason]").fill("误报，传感器受潮");
        submit(page);
        page.locator(".back").click();

        page.getByText("查看已关闭").click();
        assertThat(page.locator(".row")).hasCount(1);
        page.locator("input[name=q]").fill("没有这样的地点");
        page.locator("input[name=q]").press("Enter");
        assertThat(page.locator(".none")).isVisible();
        page.locator("input[name=q]").fill("位移");
        page.locator("input[name=q]").press("Enter");
        assertThat(page.locator(".row")).hasCount(1);
        org.assertj.core.api.Assertions.assertThat(desk.troubles()).isEmpty();
    }

    @Test
    @DisplayName("What a second officer does appears at the first one's desk at once")
    void anotherOfficersStepAppears() {
        breach("b1", 1, Change.OPENED, Level.RED);
        Page first = signedIn(Served.OFFICER, "zh");
        Page second = signedIn(Served.ADMIN, "zh");
        first.locator(".row").click();
        assertThat(first.locator(".standing")).containsText("待应答");

        second.locator(".row").click();
        second.locator("[data-act=acknowledge]").click();
        second.locator("dialog select").selectOption("li");
        second.locator("dialog textarea").fill("对讲机联系");
        submit(second);

        assertThat(first.locator(".standing")).containsText("已应答");
        assertThat(first.locator(".timeline")).containsText("由 admin 代为登记");
    }

    @Test
    @DisplayName(
            "A dropped stream is shown, the data is marked as old, and what was missed is there after the reconnection")
    void aDroppedStreamIsResumed() {
        Page page = signedIn(Served.OFFICER, "zh");

        assertThat(page.locator(".none")).hasText("当前没有预警");

        served.stopServing();
        assertThat(page.locator(".link")).containsText("已断开，正在重连");
        assertThat(page.locator(".stale-note")).isVisible();
        breach("b1", 1, Change.OPENED, Level.RED);
        assertThat(page.locator(".row")).hasCount(0);
        served.serveAgain();

        assertThat(page.locator(".link")).containsText("实时");
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(page.locator(".stale-note")).hasCount(0);
        assertThat(rung(page)).isEqualTo(1);
    }

    @Test
    @DisplayName("A silenced console stays silent for its time, shows so, and can be heard again")
    void soundIsSilencedForATime() {
        Page page = signedIn(Served.OFFICER, "zh");
        page.getByText("静音 10 分钟").click();
        assertThat(page.locator("button.attention")).containsText("已静音");

        breach("b1", 1, Change.OPENED, Level.RED);
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(rung(page)).isEqualTo(0);

        page.locator("button.attention").click();
        breach("b2", 1, Change.OPENED, Level.RED);
        assertThat(page.getByText("静音 10 分钟")).isVisible();
    }

    @Test
    @DisplayName("Hostile and endless names are shown as text and break nothing")
    void hostileNames() {
        String hostile =
                "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">{{7*7}}" + "长名".repeat(800);
        served.rename("site:demo-mine/north", hostile);
        served.rename("enterprise:demo-mine", hostile);
        breach("b1", 1, Change.OPENED, Level.RED);
        Page page = signedIn(Served.OFFICER, "zh");

        assertThat(page.locator(".row")).containsText("<script>window.hacked=1</script>");
        assertFits(page);
        page.locator(".row").click();
        assertThat(page.locator(".facts").first()).containsText("<img src=x");
        assertFits(page);

        org.assertj.core.api.Assertions.assertThat(page.evaluate("window.hacked"))
                .isNull();
        org.assertj.core.api.Assertions.assertThat(desk.troubles()).isEmpty();
    }

    /** Nothing is wider than the window. */
    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isLessThanOrEqualTo(0);
    }

    @Test
    @DisplayName("The keyboard alone is enough: from sign-in to an acknowledgement")
    void byKeyboardAlone() {
        breach("b1", 1, Change.OPENED, Level.ORANGE);
        Page page = desk.window(served.url(), WIDTH, HEIGHT);
        page.locator("input[name=account]").focus();
        page.keyboard().type("officer");
        page.keyboard().press("Tab");
        page.keyboard().type("officer");
        page.keyboard().press("Enter");
        assertThat(page.locator(".row")).hasCount(1);
        page.locator(".row").focus();
        page.keyboard().press("Enter");
        page.locator("[data-act=acknowledge]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog select")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("[data-act=acknowledge]")).isFocused();
    }

    @Test
    @DisplayName("Pictures of a night's work, at a desk and on a phone, in both languages and both themes")
    void pictures() {
        Scene.play(served);
        for (String language : new String[] {"zh", "en"}) {
            Page page = signedIn(Served.OFFICER, language);
            assertThat(page.locator(".row").first()).isVisible();
            picture(page, "list-" + language);
            page.locator(".row", new Page.LocatorOptions().setHasText("T1"))
                    .first()
                    .click();
            assertThat(page.locator(".curve canvas")).isVisible();
            picture(page, "warning-" + language);
            page.setViewportSize(WIDTH, 980);
            picture(page, "console-" + language);
            page.setViewportSize(WIDTH, HEIGHT);
            page.locator("[data-act=feedback]").click();
            picture(page, "report-" + language);
            page.keyboard().press("Escape");
            fullPicture(page, "warning-full-" + language);
            page.navigate("/console/#/rejects");
            assertThat(page.locator(".reject").first()).isVisible();
            picture(page, "rejects-" + language);
            page.navigate("/console/#/audit");
            assertThat(page.locator("tbody tr").first()).isVisible();
            picture(page, "audit-" + language);
            page.navigate("/console/#/");
            page.locator("header button")
                    .filter(new Locator.FilterOptions().setHasText(language.equals("zh") ? "浅色" : "Light"))
                    .click();
            picture(page, "list-light-" + language);
            page.setViewportSize(390, 844);
            picture(page, "phone-list-" + language);
            assertFits(page);
            page.locator(".row", new Page.LocatorOptions().setHasText("T1"))
                    .first()
                    .click();
            assertThat(page.locator(".curve canvas")).isVisible();
            fullPicture(page, "phone-warning-" + language);
            assertFits(page);
            page.context().close();
        }
        org.assertj.core.api.Assertions.assertThat(desk.troubles()).isEmpty();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.HIDE)
                .setPath(Path.of("target/screenshots", name + ".png")));
    }

    private static void fullPicture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }
}
