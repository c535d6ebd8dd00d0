package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Stories at the console: one browser for the class, a fresh server and database for each, and no page may have had trouble. */
abstract class DeskStory {
    protected static Desk desk;
    protected Served served;

    @BeforeAll
    static void openDesk() {
        desk = Desk.open();
    }

    @AfterAll
    static void closeDesk() {
        if (desk != null) {
            desk.close();
        }
    }

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void stopServing() {
        served.close();
        assertThat(desk.troubles()).isEmpty();
    }

    protected static void submit(Page page) {
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
    }
}
