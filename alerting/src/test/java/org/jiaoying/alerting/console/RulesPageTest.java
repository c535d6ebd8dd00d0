package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.FakeBacktests;
import org.jiaoying.alerting.http.FakeHistory;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.DeviceKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules at the console, in a real browser: changed, checked as one types, compared, rolled back, put in shadow. */
class RulesPageTest extends DeskStory {
    @BeforeEach
    void prepare() {
        served.rule();
    }

    private static void type(Page page, String was, String is) {
        Locator source = page.locator("textarea.source");
        source.fill(source.inputValue().replace(was, is));
    }

    @Test
    @DisplayName(
            "A rule is changed: its fault is shown at its line with the nearest word, then it is saved, compared and rolled back")
    void aRuleIsChanged() {
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "rules");
        assertThat(page.locator("[data-rule=gas-limit]")).containsText("运行正常");
        page.locator("[data-rule=gas-limit]").click();
        assertThat(page.locator("h1")).containsText("甲烷超限");
        Locator save = page.locator("[data-act=save]");
        assertThat(save).isDisabled();

        type(page, "\"threshold\"", "\"treshold\"");
        assertThat(page.locator(".faults li").first()).containsText("“treshold”应为其中之一：threshold");
        assertThat(page.locator(".gutter .faulty").first()).isVisible();
        assertThat(save).isDisabled();
        desk.picture(page, "rule-fault");
        page.locator(".faults .place").first().click();
        assertThat(page.locator("textarea.source")).isFocused();

        type(page, "\"treshold\"", "\"threshold\"");
        type(page, "0.8", "0.7");
        assertThat(page.locator("main")).containsText("检查通过");
        save.click();
        page.locator("dialog textarea").fill("按新规程");
        submit(page);
        assertThat(page.locator("[role=status].good")).hasText("已保存，现为第 2 版。");

        page.locator("[data-diff='2']").click();
        assertThat(page.locator("table del")).hasText("0.8");
        assertThat(page.locator("table ins")).hasText("0.7");
        desk.picture(page, "rule-versions");

        page.locator("[data-back='1']").click();
        page.locator("dialog textarea").fill("误报过多");
        submit(page);
        assertThat(page.locator("[role=status].good")).hasText("已保存，现为第 3 版。");
        assertThat(page.locator("textarea.source")).hasValue(java.util.regex.Pattern.compile("0\\.8"));
        desk.everyWay(served.url(), Served.OFFICER, "rules/gas-limit");
    }

    @Test
    @DisplayName("A rule is put in shadow, what it found there is shown, and what detection says is wrong with it")
    void aRuleInShadow() {
        served.engine.execute(
                "insert into rule_fault (rule_id, version, code, reason, at, first_at, count) values"
                        + " ('gas-limit', 1, 'unresolved', 'demo-mine/north/gas-2/ch4 has no cut', '2026-03-01', '2026-03-01', 3)");
        served.engine.execute(
                "insert into shadow_breach (id, revision, rule_id, rule_version, enterprise, site, device, point,"
                        + " hazard, level, peak_level, open, late, opened_at, changed_at, value, limit_value, unit, reason_zh, reason_en)"
                        + " values ('s1', 1, 'gas-limit', 1, 'demo-mine', 'north', 'gas-1', 'ch4', 'gas', 'orange', 'orange', true, false,"
                        + " '2026-03-01', '2026-03-01', 1.1, 1.0, '%', '甲烷浓度超过报警值', 'Methane over the alarm limit')");
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "rules");
        assertThat(page.locator("[data-rule=gas-limit]")).containsText("1 处错误");
        desk.everyWay(served.url(), Served.OFFICER, "rules");
        page.locator("[data-rule=gas-limit]").click();
        assertThat(page.locator("main")).containsText("台账中没有限值");
        assertThat(page.locator("main")).containsText("示范煤矿 · 北矿 · gas-1");
        page.locator("[data-act=mode]").click();
        page.locator("dialog [name=mode]").selectOption("shadow");
        page.locator("dialog textarea").fill("试运行一周");
        submit(page);
        assertThat(page.locator("h1")).containsText("试运行");
        assertThat(served.engine
                        .rows("select document from rule_version where version = 2")
                        .get(0))
                .contains("shadow");
    }

    @Test
    @DisplayName("A new rule begins in shadow; an officer may check but not save")
    void aNewRule() {
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "rules/+");
        assertThat(page.locator("textarea.source")).not().isEmpty();
        type(page, "\"clause\": \"\"", "\"clause\": \"AQ 6201-2019\"");
        type(page, "my-rule", "south-gas");
        assertThat(page.locator("main")).containsText("检查通过");
        page.locator("[data-act=save]").click();
        page.locator("dialog textarea").fill("新增");
        submit(page);
        assertThat(page.locator("h1")).containsText("试运行");
        assertThat(served.engine.rows("select id from rule order by id")).containsExactly("gas-limit", "south-gas");

        Page officer = desk.signedIn(served.url(), Served.OFFICER, "en", "rules/gas-limit");
        type(officer, "\"threshold\"", "\"treshold\"");
        assertThat(officer.locator(".faults li").first()).containsText("threshold");
        assertThat(officer.locator("[data-act=save]")).hasCount(0);
    }

    @Test
    @DisplayName(
            "An edit is tried on history before it is saved: what it would change, who would be called; it can be cancelled")
    void anEditIsTried() {
        served.close();
        try (FakeBacktests backtests = FakeBacktests.open();
                FakeHistory history = FakeHistory.rising()) {
            served = Served.fresh(history.url());
            served.serveWithBacktests(backtests.url());
            served.rule();
            Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "rules/gas-limit");
            type(page, "0.8", "0.7");
            type(page, "\"alarm\"", "1.1");
            assertThat(page.locator("main")).containsText("检查通过");
            backtests.keepSilent(true);
            page.locator("[data-act=backtest]").click();
            assertThat(page.locator(".backtest [role=status]")).containsText("正在试算");
            page.locator("[data-act=cancel-backtest]").click();
            assertThat(page.locator(".backtest")).containsText("已取消");
            page.waitForCondition(() -> backtests.hungUp() == 1);

            backtests.keepSilent(false);
            page.locator("[data-act=backtest]").click();
            assertThat(page.locator("[data-side=before]")).containsText("2 次预警");
            assertThat(page.locator("[data-side=after]")).containsText("3 次预警");
            assertThat(page.locator(".backtest .change-new")).hasText("＋ 新增");
            assertThat(page.locator(".backtest .change-raised")).hasText("▲ 级别升高");
            assertThat(page.locator(".backtest")).containsText("甲烷传感器 1 号 · 甲烷");
            assertThat(page.locator(".backtest .curve canvas")).isVisible();
            desk.picture(page, "rule-backtest-zh");
            assertThat(served.engine.rows("select version from rule_version")).containsExactly("1");

            type(page, "0.7", "0.6");
            assertThat(page.locator(".backtest")).containsText("试算之后又作了修改");

            Page phone = desk.onPhone(served.url(), Served.ADMIN, "en", "rules/gas-limit");
            type(phone, "0.8", "0.7");
            assertThat(phone.locator("main")).containsText("no faults");
            phone.locator("[name=backtest-span]").selectOption("own");
            phone.locator("[name=backtest-from]").fill("2026-02-28T12:00");
            phone.locator("[data-act=backtest]").click();
            assertThat(phone.locator("[data-side=after]")).containsText("3 warnings");
            desk.picture(phone, "rule-backtest-en-phone");
            desk.fits(phone, "rules/gas-limit");
        }
    }

    @Test
    @DisplayName("What is normal at a point is shown by day and hour")
    void baselines() {
        served.baseline(DeviceKey.parse("demo-mine/north/gas-1"), "ch4", 1);
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "baselines");
        page.locator("main summary").click();
        assertThat(page.locator("tbody tr")).containsText("0.4 ± 0.02（120 个数）");
        assertThat(page.locator("main")).containsText("工作日");
        desk.everyWay(served.url(), Served.ADMIN, "baselines");
    }
}
