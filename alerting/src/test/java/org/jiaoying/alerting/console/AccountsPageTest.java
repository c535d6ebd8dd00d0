package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Accounts at the console, in a real browser. */
class AccountsPageTest extends DeskStory {

    @Test
    @DisplayName(
            "An account is added, signs in to its own part, is given another password, is locked and signed out at once")
    void anAccountsLife() {
        Page admin = desk.signedIn(served.url(), Served.ADMIN, "zh", "accounts");
        admin.locator("[data-act=add]").click();
        admin.locator("dialog [name=login]").fill("new-mine");
        assertThat(admin.locator("dialog [name=enterprise]")).hasCount(0);
        admin.locator("dialog [name=role]").selectOption("enterprise");
        admin.locator("dialog [name=enterprise]").selectOption("demo-mine");
        admin.locator("dialog [name=password]").fill("first-password");
        submit(admin);
        assertThat(admin.locator("[role=status].good")).hasText("已新增账号 new-mine。");
        assertThat(admin.locator("[data-account=new-mine]")).containsText("企业 · 示范煤矿");

        Page mine = signIn("new-mine", "first-password");
        assertThat(mine.locator(".who")).hasText("new-mine");

        admin.locator("[data-account=new-mine] [data-act=password]").click();
        admin.locator("dialog [name=password]").fill("second-password");
        submit(admin);
        assertThat(admin.locator("[role=status].good")).containsText("须用新密码登录");
        mine.reload();
        assertThat(mine.locator("input[name=account]")).isVisible();
        assertThat(signIn("new-mine", "second-password").locator(".who")).hasText("new-mine");

        admin.locator("[data-account=new-mine] [data-act=lock]").click();
        submit(admin);
        assertThat(admin.locator("[data-account=new-mine]")).containsText("已锁定");
        Page locked = signIn("new-mine", "second-password");
        assertThat(locked.locator("[role=alert]")).isVisible();

        assertThat(served.engine.rows(
                        "select detail::json->>'active' from audit where action = 'account.changed' order by seq"))
                .containsExactly("true", "true", "false");
        desk.everyWay(served.url(), Served.ADMIN, "accounts");
    }

    @Test
    @DisplayName(
            "A role is changed; the name that is taken, a short password and the last administrator's role are refused")
    void whatIsRefused() {
        Page admin = desk.signedIn(served.url(), Served.ADMIN, "en", "accounts");
        admin.locator("[data-account=officer] [data-act=change]").click();
        admin.locator("dialog [name=role]").selectOption("official");
        admin.locator("dialog [name=person]").selectOption("zhang");
        submit(admin);
        assertThat(admin.locator("[data-account=officer]")).containsText("Responsible person · 张伟");

        admin.locator("[data-act=add]").click();
        admin.locator("dialog [name=login]").fill("officer");
        admin.locator("dialog [name=password]").fill("long-enough");
        admin.locator("dialog button[type=submit]").click();
        assertThat(admin.locator("dialog [role=alert]")).containsText("There is an account of that name");
        admin.locator("dialog [name=login]").fill("night");
        admin.locator("dialog [name=password]").fill("short");
        admin.locator("dialog button[type=submit]").click();
        assertThat(admin.locator("dialog")).isVisible();
        admin.locator("dialog .buttons button[type=button]").click();

        assertThat(admin.locator("[data-account=admin] [data-act=lock]")).hasCount(0);
        admin.locator("[data-account=admin] [data-act=change]").click();
        admin.locator("dialog [name=role]").selectOption("officer");
        admin.locator("dialog button[type=submit]").click();
        assertThat(admin.locator("dialog [role=alert]")).containsText("last administrator");
        assertThat(served.engine.rows("select role from account where login = 'admin'"))
                .containsExactly("administrator");
        assertThat(served.engine.rows("select login from account where login = 'night'"))
                .isEmpty();
    }

    private Page signIn(String login, String password) {
        Page page = desk.window(served.url(), 1280, 720);
        page.locator("input[name=account]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.locator("button[type=submit]").click();
        return page;
    }
}
