package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An administrator changes people, chains and times at the console, in a real browser. */
class RosterEditingTest extends DeskStory {
    @BeforeEach
    void prepare() {
        served.duty();
    }

    @Test
    @DisplayName(
            "A person is given another number, which is unverified; what the form does not show stays; somebody new is added")
    void aPerson() {
        served.engine.load("people: [{id: zhang, name: 张伟, post: 矿调度员, enterprise: demo-mine, phones: ['13800000001'],"
                + " superior: li, language: en, contacts: {email: [zhang@example.org]}},"
                + " {id: li, name: 李娜, post: 安全矿长, enterprise: demo-mine, phones: ['13800000002']}]");
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "people");
        page.locator("[data-person=zhang] [data-act=edit]").click();
        Locator phones = page.locator("dialog [name=phones]");
        phones.fill(phones.inputValue() + "\n138 not a number");
        page.locator("dialog [name=reason]").fill("换号");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog [role=alert]")).containsText("处错误");
        phones.fill(phones.inputValue().lines().findFirst().orElseThrow() + "\n13800000088");
        page.locator("dialog [name=post]").fill("调度主任");
        submit(page);
        assertThat(page.locator("[role=status].good")).containsText("张伟 已保存");
        assertThat(page.locator("[data-person=zhang]")).containsText("调度主任");
        assertThat(page.locator("[data-person=zhang] .contact")).hasCount(3);
        assertThat(page.locator("[data-person=zhang] .notice").first()).hasText("从未核实");
        assertThat(served.engine.rows("select language || ' ' || superior from person where id = 'zhang'"))
                .containsExactly("en li");
        assertThat(served.engine.rows("select address from contact where person_id = 'zhang' and channel = 'email'"))
                .containsExactly("zhang@example.org");

        page.locator("[data-act=add]").click();
        page.locator("dialog [name=id]").fill("zhang");
        page.locator("dialog [name=name]").fill("周");
        page.locator("dialog [name=phones]").fill("13800000077");
        page.locator("dialog [name=superior]").selectOption("li");
        page.locator("dialog [name=reason]").fill("新到任");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog [role=alert]")).containsText("已有这个编号");
        page.locator("dialog [name=id]").fill("zhou");
        submit(page);
        assertThat(page.locator("[data-person=zhou]")).isVisible();
        Page officer = desk.signedIn(served.url(), Served.OFFICER, "en", "people");
        assertThat(officer.locator("[data-person=zhou]")).isVisible();
        assertThat(officer.locator("[data-act=edit]")).hasCount(0);
        desk.everyWay(served.url(), Served.ADMIN, "people");
    }

    @Test
    @DisplayName(
            "A chain's tiers: somebody joins, a time is set for RED, a tier is added and moved up; saved with its reason")
    void aChain() {
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "organisations");
        Locator chain = page.locator("[data-chain='demo-mine/north/all']");
        chain.locator("[data-act=edit-chain]").click();
        Locator first = chain.locator("[data-tier='1']");
        first.locator("[data-field=people] select").selectOption("li");
        first.locator("[name=answer-red]").fill("2");
        chain.locator("[data-act=add-tier]").click();
        assertThat(chain.locator("[data-act=save-chain]")).isDisabled();
        Locator added = chain.locator("[data-tier='4']");
        added.locator("[name=tier-name]").fill("镇值班");
        added.locator("[data-field=rosters] select").selectOption("town-desk");
        added.locator("[name=level-blue]").uncheck();
        added.locator("button", new Locator.LocatorOptions().setHasText("上移")).click();
        desk.picture(page, "chain-editor-zh");
        chain.locator("[data-act=save-chain]").click();
        page.locator("dialog [name=reason]").fill("调整");
        submit(page);
        assertThat(page.locator("[role=status].good")).containsText("已保存：示范煤矿 · 北矿");
        assertThat(chain.locator(".tiers li").first()).containsText("张伟、李娜");
        assertThat(chain.locator(".tiers li").nth(2)).containsText("镇值班");
        assertThat(chain.locator(".tiers li").nth(2)).containsText("镇值班室值班人");
        assertThat(served.engine
                        .rows("select detail from audit where action = 'chain.changed' order by seq desc limit 1")
                        .get(0))
                .contains("\"red\"", "2m", "调整");

        Page phone = desk.onPhone(served.url(), Served.ADMIN, "en", "organisations");
        phone.locator("[data-chain='demo-mine/north/all'] [data-act=edit-chain]")
                .click();
        assertThat(phone.locator(".chain-editor")).isVisible();
        desk.picture(phone, "chain-editor-en-phone");
        desk.fits(phone, "chain editor on a phone");
    }

    @Test
    @DisplayName("The times of a level are changed from a day on; those that hold stay until then")
    void aPolicy() {
        Page page = desk.signedIn(served.url(), Served.ADMIN, "zh", "policies");
        page.locator("[data-change=red]").click();
        page.locator("dialog [name=from]").fill("2026-04-01");
        page.locator("dialog [name=answer]").fill("3");
        page.locator("dialog [name=reason]").fill("汛期");
        submit(page);
        assertThat(page.locator("[role=status].good")).containsText("自 2026-04-01 起执行");
        Locator red = page.locator(".policy-level.edge-red");
        assertThat(red).containsText("尚未生效");
        assertThat(red).containsText("3 分");
        desk.everyWay(served.url(), Served.ADMIN, "policies");
    }
}
