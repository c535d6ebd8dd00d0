package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page behind the link in a text, on a phone: opened, pressed, and read again, in both languages. */
class LinkPageTest {
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = Desk.open();
    }

    @AfterAll
    static void close() {
        if (desk != null) {
            desk.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"zh, light", "en, dark"})
    @DisplayName(
            "One warning, two buttons: both within reach at once, nothing to scroll sideways, nothing serious for axe")
    void onAPhone(String language, String theme) {
        // What is set is where phones come from outside; here they come straight.
        try (Served served = Served.linked("https://alarm.example.org")) {
            served.rule();
            served.engine.take("b1", 1, Change.OPENED, Level.ORANGE);
            String token = served.engine
                    .rows("select secret from outbox where secret is not null")
                    .get(0);
            served.engine.clock.advance(Duration.ofMinutes(3));
            served.acknowledge("gas", "li", "");
            Page phone = desk.phone(served.url() + "/w/" + token, language, theme);

            assertThat(phone.locator("h1")).containsText(language.equals("en") ? "Orange warning" : "橙色预警");
            assertThat(phone.locator("button")).hasCount(2);
            assertThat(phone.locator("button.acknowledge")).isInViewport();
            assertThat(phone.locator("button.help")).isInViewport();
            looked(phone, "link-" + language);

            phone.locator("button.acknowledge").click();
            assertThat(phone.locator("[role=status]")).containsText("张伟");
            assertThat(phone.locator("button")).hasCount(1);
            phone.reload();
            assertThat(phone.locator("[role=status]")).containsText("张伟");
            assertThat(served.engine.rows("select person_id, via from response order by id"))
                    .containsExactly("li page", "zhang link");
            phone.locator("button.help").click();
            assertThat(phone.locator("button")).hasCount(0);
            assertThat(phone.locator("html")).hasAttribute("lang", language.equals("en") ? "en" : "zh-CN");
            looked(phone, "link-" + language + "-pressed");

            phone.locator("header a").click();
            assertThat(phone.locator("html")).hasAttribute("lang", language.equals("en") ? "zh-CN" : "en");
            phone.navigate(served.url() + "/w/0123456789abcdefghijkl");
            assertThat(phone.locator("h1")).hasText("链接已失效");
            looked(phone, "link-unknown-" + theme);
            phone.context().close();
        }
        assertThat(desk.troubles()).isEmpty();
    }

    private static void looked(Page phone, String name) {
        desk.picture(phone, name);
        int wider = (int)
                phone.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wider).as(name + " scrolls sideways").isZero();
        assertThat(Axe.grave(phone, name)).isEmpty();
    }
}
