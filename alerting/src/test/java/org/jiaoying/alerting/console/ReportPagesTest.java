package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Inspections, hidden dangers and reports at the console, in a real browser, over the real server and database. */
class ReportPagesTest extends DeskStory {
    private Page page(String account, String path) {
        return desk.signedIn(served.url(), account, "zh", path);
    }

    private static void step(Page page, String event, String note, String deadline) {
        page.locator("[data-act=" + event + "]").click();
        if (deadline != null) {
            page.locator("dialog [name=deadline]").fill(deadline);
        }
        page.locator("dialog [name=note]").fill(note);
        submit(page);
    }

    @Test
    @DisplayName(
            "An officer enters an inspection and what it found; the enterprise reports it rectified; it is verified and closed")
    void theClosedLoop() {
        Page officer = page(Served.OFFICER, "inspections");
        assertThat(officer.locator("main .none")).hasText("还没有登记检查");
        officer.locator("[data-act=enter]").click();
        officer.locator("dialog [name=site]").selectOption("demo-mine/north");
        officer.locator("dialog [name=inspector]").fill("县应急管理局 张科长");
        submit(officer);
        officer.locator("[data-act=measure]").click();
        officer.locator("dialog [name=kind]").selectOption("held-accountable");
        officer.locator("dialog [name=note]").fill("追究安全矿长责任");
        officer.locator("dialog button[type=submit]").click();
        assertThat(officer.locator("dialog .failure")).containsText("追责须填写人数");
        officer.locator("dialog [name=people]").fill("2");
        submit(officer);
        assertThat(officer.locator("main")).containsText("2 人");

        officer.locator("[data-act=enter-danger]").click();
        officer.locator("dialog [name=what]").fill("局部通风机无备用电源");
        officer.locator("dialog [name=grave]").selectOption("true");
        submit(officer);
        assertThat(officer.locator("main h1")).containsText("局部通风机无备用电源重大隐患");
        step(officer, "order", "立即整改", "2026-03-02");

        Page mine = page(Served.MINE, "dangers");
        mine.locator("main table a").first().click();
        assertThat(mine.locator("main .head .actions button")).hasCount(1);
        step(mine, "rectify", "已接入双电源", null);
        assertThat(mine.locator("main .standing")).containsText("已整改，待复查");

        officer.reload();
        step(officer, "verify", "现场复查", null);
        step(officer, "close", "同意销号", null);
        assertThat(officer.locator("main .standing")).containsText("已销号");
        assertThat(officer.locator("main .head .actions button")).hasCount(0);
        desk.picture(officer, "danger-closed");
        Download workbook = officer.waitForDownload(
                () -> officer.locator("[data-form=xlsx]").click());
        assertThat(workbook.suggestedFilename()).isEqualTo("danger-1.xlsx");

        Page slope = page(Served.SLOPE, "dangers/1");
        assertThat(slope.locator("main .failure")).containsText("没有这个对象");
    }

    @Test
    @DisplayName(
            "From a warning's page a hidden danger is entered and stays linked; its record can be taken from there")
    void fromAWarning() {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        String id = served.engine.rows("select id from warning").get(0);
        Page officer = page(Served.OFFICER, "warnings/" + id);
        assertThat(officer.locator(".filing [data-form=pdf]"))
                .hasAttribute("href", "/api/v1/warnings/" + id + "/record?format=pdf&lang=zh");
        officer.locator("[data-act=enter-danger]").click();
        officer.locator("dialog [name=what]").fill("甲烷传感器安设位置不当");
        submit(officer);
        assertThat(officer.locator("main .head")).containsText(id);
        officer.locator("main .head a[href*='warnings/']").click();
        assertThat(officer.locator(".filing")).containsText("甲烷传感器安设位置不当");
        Page record = officer.context()
                .waitForPage(() -> officer.locator(".filing [data-form=html]").click());
        assertThat(record.locator("h1")).hasText("叫应记录");
        desk.picture(record, "record");
        desk.picture(officer, "warning-filing");
    }

    @Test
    @DisplayName("The monthly table with its heading set, a shift and the answers; an enterprise sees none of them")
    void reports() {
        served.danger();
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ofMinutes(7));
        served.acknowledge("gas", "zhang", "电话接通");

        Page admin = page(Served.ADMIN, "monthly");
        assertThat(admin.locator(".paper-title")).hasText("安全风险大排查大整治工作清单");
        admin.locator("[data-act=setting]").click();
        admin.locator("dialog [name=title]").fill("示范县安全风险大排查大整治工作清单");
        admin.locator("dialog [name=reportingDay]").fill("25");
        admin.locator("dialog [name=fromMonth]").fill("2026-01");
        submit(admin);
        assertThat(admin.locator(".paper-title")).hasText("示范县安全风险大排查大整治工作清单");
        assertThat(admin.locator("table.sheet thead tr").first().locator("th")).hasCount(4);
        assertThat(admin.locator("table.sheet tbody tr.sum td").nth(8)).hasText("1");

        admin.evaluate("location.hash = '#/shift'");
        assertThat(admin.locator(".paper")).containsText("甲烷超限");
        admin.locator("[data-act=last]").click();
        assertThat(admin.locator(".paper")).not().containsText("甲烷超限");
        admin.evaluate("location.hash = '#/answers'");
        assertThat(admin.locator(".paper")).containsText("张伟");
        admin.locator("button.language").click();
        assertThat(admin.locator(".paper")).containsText("By person");

        Page mine = page(Served.MINE, "monthly");
        assertThat(mine.locator(".paper")).hasCount(0);
        assertThat(mine.locator("nav")).not().containsText("月报表");
    }

    @Test
    @DisplayName("Each page at a desk and on a phone, in both languages")
    void everyWay() {
        served.danger();
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ofMinutes(7));
        served.acknowledge("gas", "zhang", "电话接通");
        for (String path :
                new String[] {"dangers", "dangers/1", "inspections", "inspections/1", "monthly", "shift", "answers"}) {
            desk.everyWay(served.url(), Served.ADMIN, path);
        }
    }
}
