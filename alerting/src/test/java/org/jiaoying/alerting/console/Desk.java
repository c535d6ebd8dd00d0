package org.jiaoying.alerting.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser, and what went wrong in it. */
final class Desk implements AutoCloseable {
    private static final Optional<Path> CHROMIUM = firstOf("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final Optional<Path> NODE = firstOf("/usr/bin/node", "/usr/local/bin/node", "/usr/bin/nodejs");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Desk() {
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        NODE.orElseThrow().toString())));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--autoplay-policy=no-user-gesture-required")));
    }

    private static Optional<Path> firstOf(String... paths) {
        return Stream.of(paths).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Skips the test, saying what to install, where there is no browser. */
    static Desk open() {
        Assumptions.assumeTrue(
                CHROMIUM.isPresent() && NODE.isPresent(),
                "skipped: the console's story needs a browser; install it with"
                        + " 'apt-get install chromium nodejs fonts-noto-cjk'");
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        return new Desk();
    }

    /** A fresh browser window of that size; nobody is signed in. */
    Page window(String url, int width, int height) {
        Page page = page(
                new Browser.NewContextOptions().setViewportSize(width, height).setBaseURL(url));
        page.navigate("/");
        return page;
    }

    /** A phone that opens a link: its language and theme are those of its settings. */
    Page phone(String address, String language, String theme) {
        Page page = page(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true)
                .setLocale(language.equals("en") ? "en-GB" : "zh-CN")
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.navigate(address);
        return page;
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            // A browser reports each refused request as an error of its own; refusals are looked at by the tests.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                troubles.add(message.text());
            }
        });
        return page;
    }

    /** A window signed in, in that language, at the page of that path. */
    Page signedIn(String url, String account, String language, String path) {
        return signedIn(url, account, language, path, 1280, 720);
    }

    /** The same on a phone. */
    Page onPhone(String url, String account, String language, String path) {
        return signedIn(url, account, language, path, 390, 844);
    }

    private Page signedIn(String url, String account, String language, String path, int width, int height) {
        Page page = window(url, width, height);
        if (language.equals("en")) {
            page.locator("button.language").click();
        }
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(account);
        page.locator("button[type=submit]").click();
        page.locator(".link-live").waitFor();
        page.evaluate("path => location.hash = '#/' + path", path);
        return page;
    }

    /** A picture of the whole page, to be looked at. */
    void picture(Page page, String name) {
        page.evaluate("() => scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    /**
     * A page in Chinese at a desk, and in English and the light theme on a phone: pictures of both. Fails if it scrolls
     * sideways, or shows the key of a word.
     */
    void everyWay(String url, String account, String path) {
        shown(signedIn(url, account, "zh", path), path, path + "-zh");
        Page phone = signedIn(url, account, "en", path, 390, 844);
        phone.evaluate("async () => (await import('/console/js/settings.js')).settings.theme = 'light'");
        shown(phone, path, path + "-en-phone");
    }

    private void shown(Page page, String path, String name) {
        page.locator("main h1").first().waitFor();
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.DOMCONTENTLOADED);
        page.waitForFunction("() => !/正在读取|Reading/.test(document.querySelector('main').innerText)");
        picture(page, name);
        fits(page, name);
        // A key without words shows itself.
        String unsaid = (String) page.evaluate("async () => {"
                + " const { words } = await import('/console/js/words.js');"
                + " const families = new Set(Object.keys(words.zh).filter(key => key.includes('.')).map(key => key.split('.')[0]));"
                + " return (document.body.innerText.match(/[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*/g) ?? [])"
                + ".filter(word => families.has(word.split('.')[0])).join(); }");
        if (!unsaid.isEmpty()) {
            troubles.add(path + " shows the keys of words in " + name + ": " + unsaid);
        }
        page.context().close();
    }

    /** It is a trouble if the page scrolls sideways. */
    void fits(Page page, String name) {
        int wider = (int)
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wider > 0) {
            troubles.add(name + " scrolls sideways by " + wider + " px");
        }
    }

    /** Exceptions of the pages and broken policies, in all windows. */
    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
