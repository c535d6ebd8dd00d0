package org.jiaoying.alerting.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
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
        return new Desk();
    }

    /** A fresh browser window of that size; nobody is signed in. */
    Page window(String url, int width, int height) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setBaseURL(url));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            // A browser reports each refused request as an error of its own; refusals are looked at by the tests.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                troubles.add(message.text());
            }
        });
        page.navigate("/");
        return page;
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
