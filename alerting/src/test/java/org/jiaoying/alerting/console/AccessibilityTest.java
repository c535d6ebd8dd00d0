package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jiaoying.alerting.http.FakeHistory;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core says of every page that {@code pages.js} lists: nothing serious, nothing critical. */
class AccessibilityTest {
    private static Desk desk;
    private static FakeHistory history;
    private static Served served;

    @BeforeAll
    static void open() {
        desk = Desk.open();
        history = FakeHistory.rising();
        served = Served.fresh(history.url());
        served.rule();
        served.duty();
        served.danger();
        Scene.play(served);
    }

    @AfterAll
    static void close() {
        if (served != null) {
            served.close();
            history.close();
        }
        if (desk != null) {
            desk.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"zh, dark", "zh, light", "en, dark", "en, light"})
    @DisplayName("Every page of an administrator can be read by everybody")
    void pagesOfAnAdministrator(String language, String theme) {
        walk(Served.ADMIN, language, theme);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {Served.MINE, Served.ZHANG})
    @DisplayName("Every page of an enterprise, and of an official")
    void pagesOfOthers(String account) {
        walk(account, "zh", "light");
    }

    @Test
    @DisplayName("The check finds what is wrong: grey words on grey, and a button without words")
    void itFindsWhatIsWrong() {
        var browser = new Walker(desk.window(served.url(), 1280, 720));
        browser.page.evaluate("""
                () => {
                  const bad = document.createElement('button');
                  bad.style.cssText = 'color:#777;background:#888';
                  document.body.append(bad);
                  const grey = bad.cloneNode(); grey.textContent = 'grey'; document.body.append(grey);
                }""");

        assertThat(browser.findings("bad")).anyMatch(found -> found.contains("button-name"));
        assertThat(browser.findings("bad")).anyMatch(found -> found.contains("color-contrast"));
        browser.page.context().close();
    }

    private static void walk(String account, String language, String theme) {
        var walker = new Walker(desk.window(served.url(), 1280, 720));
        Page page = walker.page;
        page.evaluate(
                "async ([language, theme]) => Object.assign((await import('/console/js/settings.js')).settings, {language, theme})",
                List.of(language, theme));
        var found = new ArrayList<>(walker.findings("sign-in"));
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(account);
        page.locator("button[type=submit]").click();
        assertThat(page.locator(".link")).hasClass(Pattern.compile("link-live"));

        Set<String> addresses = walker.pages();
        assertThat(addresses).isNotEmpty();
        var seen = new LinkedHashSet<String>();
        for (String address : addresses) {
            found.addAll(walker.visit(address));
            seen.addAll(walker.singles());
        }
        for (String address : seen) {
            found.addAll(walker.visit(address));
        }
        page.context().close();

        assertThat(found).isEmpty();
    }

    /** A browser window that is led from page to page. */
    private static final class Walker {
        private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
        private final Page page;

        Walker(Page page) {
            this.page = page;
            page.onRequest(request -> {
                if (!request.url().contains("/stream")) {
                    underWay.add(request);
                }
            });
            page.onRequestFinished(underWay::remove);
            page.onRequestFailed(underWay::remove);
        }

        /** The addresses of all pages that are not of one thing, as the console itself lists them for this reader. */
        Set<String> pages() {
            return texts("""
                    async () => {
                      const { pagesFor } = await import('/console/js/pages.js');
                      const { state } = await import('/console/js/state.js');
                      return pagesFor(state.me.role).filter((page) => page.component).map((page) => '#/' + page.path);
                    }""");
        }

        /** One address of each page of one thing that this page links to. */
        Set<String> singles() {
            return texts("""
                    async () => {
                      const { pagesFor } = await import('/console/js/pages.js');
                      const { state } = await import('/console/js/state.js');
                      return pagesFor(state.me.role).filter((page) => page.single)
                        .map((page) => document.querySelector(`main a[href^="#/${page.path}/"]`)?.getAttribute('href'))
                        .filter(Boolean);
                    }""");
        }

        private Set<String> texts(String script) {
            var texts = new LinkedHashSet<String>();
            for (Object text : (List<?>) page.evaluate(script)) {
                texts.add(String.valueOf(text));
            }
            return texts;
        }

        List<String> visit(String address) {
            page.evaluate("(address) => { location.hash = address; }", address);
            page.locator("main, [role=main]").first().waitFor();
            return findings(address);
        }

        List<String> findings(String where) {
            page.waitForCondition(underWay::isEmpty);
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            page.waitForCondition(underWay::isEmpty);
            return Axe.grave(page, where);
        }
    }
}
