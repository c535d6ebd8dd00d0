package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's frame on a phone. */
class PhoneMenuTest extends DeskStory {

    @ParameterizedTest
    @CsvSource({"zh, 规则, 静音 10 分钟", "en, Rules, Mute for 10 min"})
    @DisplayName("All pages and tools stand in one menu, which a choice closes; silence stands at the top")
    void oneMenu(String language, String rules, String mute) {
        Page phone = desk.onPhone(served.url(), Served.ADMIN, language, "");
        Locator top = phone.locator("header.top");
        assertThat(top.locator(".menu .sheet")).isHidden();
        desk.picture(phone, "phone-top-" + language);
        top.locator(".menu summary").click();
        assertThat(top.locator(".menu .heading")).hasCount(4);
        desk.picture(phone, "phone-menu-" + language);
        desk.fits(phone, "menu in " + language);
        top.locator(".menu .links a", new Locator.LocatorOptions().setHasText(rules))
                .first()
                .click();
        assertThat(phone.locator("main h1")).hasText(rules);
        assertThat(top.locator(".menu .sheet")).isHidden();

        top.locator(".menu summary").click();
        top.locator(".menu .tools button", new Locator.LocatorOptions().setHasText(mute))
                .click();
        top.locator(".menu summary").click();
        assertThat(top.locator("> button.attention")).isVisible();
        desk.picture(phone, "phone-muted-" + language);
        desk.fits(phone, "muted in " + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    @DisplayName("At 1280 pixels the whole frame stands in one line")
    void oneLine(String language) {
        Page page = desk.signedIn(served.url(), Served.ADMIN, language, "");
        desk.picture(page, "desk-top-" + language);
        assertThat(page.locator("header.top nav")).isVisible();
        org.assertj.core.api.Assertions.assertThat(page.locator("header.top").boundingBox().height)
                .isLessThan(72);
    }
}
