package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.time.Duration;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.workbook.WorkbookWriter;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Duty at the console, in a real browser, over the real server and database: each page's main act. */
class DutyPagesTest extends DeskStory {
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @BeforeEach
    void prepare() {
        served.duty();
    }

    private Page page(String account, String language, String path) {
        return desk.signedIn(served.url(), account, language, path);
    }

    private static Locator main(Page page) {
        return page.locator("main");
    }

    @Test
    @DisplayName("Who answers now and at any time, and why; the month with its holidays; a leave is entered and shows")
    void theRoster() {
        Page page = page(Served.ADMIN, "zh", "duty");
        assertThat(page.locator(".answer").first()).containsText("白");
        assertThat(page.locator(".answer").first()).containsText("138****0021");
        assertThat(page.locator(".calendar h2").first()).hasText("2026 年 3 月");
        assertThat(page.locator("[data-day='2026-03-02']")).containsText("白班");

        page.locator("input[name=at]").fill("2026-05-01T12:00");
        page.locator(".ask button").click();
        assertThat(page.locator(".ask + .answer")).containsText("夜");
        page.locator(".ask + .answer summary").click();
        assertThat(page.locator(".ask + .answer .why")).containsText("年休");

        page.locator("[data-act=leave]").click();
        page.locator("dialog [name=person]").selectOption("day");
        page.locator("dialog [name=standIn]").selectOption("night");
        page.locator("dialog [name=from]").fill("2026-03-05T08:00");
        page.locator("dialog [name=to]").fill("2026-03-06T08:00");
        page.locator("dialog [name=reason]").fill("体检");
        submit(page);
        Locator day = page.locator("[data-day='2026-03-05']");
        assertThat(day).containsText("（替）");
        day.click();
        assertThat(page.locator(".turn .why").first()).containsText("体检");
        desk.picture(page, "duty");

        page.locator(".calendar .filters button").nth(2).click();
        page.locator(".calendar .filters button").nth(2).click();
        assertThat(page.locator("[data-day='2026-05-01']")).containsText("劳动节");
        assertThat(page.locator("[data-day='2026-05-09']")).containsText("调休上班");
        desk.everyWay(served.url(), Served.OFFICER, "duty");
    }

    @Test
    @DisplayName("A handover is confirmed, with a note, and leaves the list")
    void aHandover() {
        Page page = page(Served.OFFICER, "zh", "handovers");
        assertThat(page.locator(".handover")).containsText("夜 → 白");
        desk.picture(page, "handovers");
        page.locator("[data-act=confirm]").click();
        page.locator("dialog textarea").fill("已到岗，设备正常");
        submit(page);
        assertThat(page.locator(".none")).hasText("没有待确认的交接班");
        page.locator(".filters button").click();
        assertThat(page.locator(".handover")).containsText("已到岗，设备正常");
        desk.everyWay(served.url(), Served.ADMIN, "handovers");
    }

    @Test
    @DisplayName(
            "A number is verified: shown whole, which is recorded; a code is sent; the code that comes back is entered")
    void aContact() {
        Page page = page(Served.OFFICER, "zh", "people");
        Locator zhang = page.locator("[data-person=zhang]");
        assertThat(zhang).containsText("从未核实");
        assertThat(zhang).not().containsText("13800000001");
        page.locator("[data-act=full]").click();
        assertThat(zhang).containsText("8613800000001");

        zhang.locator("[data-act=send]").click();
        submit(page);
        assertThat(page.locator("[role=status].good")).containsText("已向 张伟 发送验证码");
        zhang.locator("[data-act=enter]").click();
        page.locator("dialog [name=code]").fill("000000");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog .failure")).not().isEmpty();
        String text = served.engine
                .rows("select text from outbox where address = '8613800000001' order by created_at desc limit 1")
                .get(0);
        page.locator("dialog [name=code]").fill(text.replaceAll("\\D*(\\d{6})\\D.*", "$1"));
        submit(page);
        assertThat(page.locator("[role=status].good")).containsText("张伟 的号码已核实");
        assertThat(zhang).containsText("验证码");
        assertThat(served.engine.rows(
                        "select distinct actor from audit where action = 'people.viewed' or action like 'contact.%'"))
                .containsExactly("account:officer");
        page.locator("[data-act=full]").click();
        assertThat(zhang).not().containsText("13800000001");
        desk.everyWay(served.url(), Served.OFFICER, "people");
    }

    @Test
    @DisplayName("A drill is started with its particulars, and its report tells who answered")
    void aDrill() {
        Page page = page(Served.OFFICER, "zh", "drills");
        assertThat(page.locator(".none")).hasText("还没有演练");
        page.locator("[data-act=start]").click();
        page.locator("dialog [name=site]").selectOption("demo-mine/north");
        page.locator("dialog [name=scenario]").fill("假设 T1 掘进面甲烷 1.62%");
        submit(page);
        assertThat(page.locator(".head h1")).containsText("假设 T1 掘进面甲烷 1.62%");
        served.engine.pass(Duration.ofSeconds(1));
        assertThat(main(page)).containsText("张伟");
        assertThat(main(page)).containsText("未应答");
        served.acknowledge("gas", "zhang", "收到");
        assertThat(page.locator(".facts .fact").nth(3)).containsText("1");
        desk.picture(page, "drill-report");
        page.locator(".back").click();
        // The report, with a row for each person, may still stand for a moment.
        assertThat(page.locator("main.drills tbody tr")).containsText("1 人已应答");
        desk.everyWay(served.url(), Served.ADMIN, "drills");
    }

    @Test
    @DisplayName(
            "Somebody nobody reached is on the list with numbers to ring; a knock that found them is recorded and clears it")
    void aKnock() {
        served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        served.engine.pass(Duration.ZERO);
        served.engine.execute(
                "insert into unreached (warning_id, person_id, chase, name, post, addresses, superior, since)"
                        + " select id, 'zhang', 1, '张伟', '矿调度员', '{8613800000001}', '李娜 8613800000002', opened_at from warning");
        Page page = page(Served.OFFICER, "zh", "unreached");
        assertThat(page.locator(".unreached-card")).containsText("李娜 8613800000002");
        assertThat(page.locator("a.phone")).hasAttribute("href", "tel:8613800000001");
        desk.everyWay(served.url(), Served.ADMIN, "unreached");
        page.locator("[data-act=knock]").click();
        page.locator("dialog [name=found]").selectOption("true");
        page.locator("dialog textarea").fill("村干部上门，已通知本人");
        submit(page);
        assertThat(page.locator(".none")).hasText("没有联系不上的人");
        assertThat(served.engine.rows("select actor from response where person_id = 'zhang'"))
                .containsExactly("account:officer");
    }

    @Test
    @DisplayName("A device is taken out of service with its reason and end, and put back before its time")
    void aRest() {
        Page page = page(Served.OFFICER, "zh", "rests");
        page.locator("[data-act=out-of-service]").click();
        page.locator("dialog [name=site]").selectOption("demo-mine/north");
        page.locator("dialog [name=hazard]").selectOption("gas");
        page.locator("dialog [name=device]").fill("gas-1");
        page.locator("dialog [name=reason]").fill("传感器送检");
        submit(page);
        assertThat(page.locator("tbody tr")).containsText("传感器送检");
        desk.everyWay(served.url(), Served.ADMIN, "rests");
        page.locator("[data-act=end]").click();
        page.locator("dialog textarea").fill("已装回");
        submit(page);
        assertThat(page.locator("tbody tr")).containsText("正在结束");
    }

    @Test
    @DisplayName(
            "A workbook with faults is refused with each by sheet and cell; in part it is taken, and says what was left out")
    void aWorkbook() throws IOException {
        served.engine.load("people: [{id: first, name: 先, phones: ['13840000003']}]");
        byte[] workbook = WorkbookWriter.write(RosterFile.parse("x", """
                people:
                  - {id: good, name: 好, phones: ["13840000001"]}
                  - {id: taken, name: 重, phones: ["13840000003"]}
                """));
        Page page = page(Served.ADMIN, "zh", "workbook");
        page.locator("[name=file]").setInputFiles(new FilePayload("roster.xlsx", WORKBOOK, workbook));
        page.locator("[name=reason]").fill("更新");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator(".failure")).hasText("有 1 处错误，未作任何修改：");
        assertThat(page.locator("tbody tr td").nth(0)).hasText("人员");
        assertThat(page.locator("tbody tr td").nth(1)).hasText("F3");
        desk.picture(page, "workbook-faults");
        page.locator("[name=partly]").check();
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("[role=status].good")).hasText("已导入，1 处有变化。");
        assertThat(main(page)).containsText("跳过的行");

        page.locator("[name=file]")
                .setInputFiles(new FilePayload("roster.xlsx", WORKBOOK, "no workbook".getBytes(UTF_8)));
        page.locator("main button[type=submit]").click();
        assertThat(page.locator(".failure")).containsText("有 1 处错误");
        var download = page.waitForDownload(() -> page.locator("a.download").click());
        assertThat(java.nio.file.Files.readAllBytes(download.path())).startsWith('P', 'K');
        desk.everyWay(served.url(), Served.ADMIN, "workbook");
    }

    @Test
    @DisplayName("Units with their people, the chains, and the times that hold are shown")
    void unitsAndTimes() {
        Page page = page(Served.OFFICER, "zh", "organisations");
        assertThat(main(page)).containsText("青山镇");
        assertThat(main(page)).containsText("示范煤矿 · 北矿 · 全部灾种");
        assertThat(main(page)).containsText("张伟");
        Page times = page(Served.OFFICER, "zh", "policies");
        assertThat(times.locator(".policy.holds")).containsText("10 分");
        assertThat(times.locator(".policy-level")).hasCount(4);
        assertThat(times.locator(".policy-level").first()).containsText("5 分");
        desk.everyWay(served.url(), Served.ADMIN, "organisations");
        desk.everyWay(served.url(), Served.ADMIN, "policies");
    }
}
