package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.Test;

/** The page of channels, in a real browser over the real server and database. */
class ChannelsPageTest {

    @Test
    void whatCannotCallStandsFirstAndSaysWhatToDo() {
        try (Desk desk = Desk.open();
                Served served = Served.fresh()) {
            served.engine.take("b1", 1, Change.OPENED, Level.YELLOW);
            served.engine.execute(
                    "update outbox set failure_code = 'rate', failure_reason = 'waits its turn: sms takes 50 in"
                            + " 1.0 s'");
            served.engine.clock.advance(Duration.ofSeconds(95));
            Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "channels");
            Locator cards = page.locator(".channel");
            assertThat(cards).hasCount(2);
            assertThat(cards.nth(0)).containsText("语音不通");
            assertThat(cards.nth(0)).containsText("请改用其他方式联系");
            assertThat(cards.nth(1)).containsText("短信有问题");
            assertThat(cards.nth(1).locator(".down")).containsText("sms-first");
            assertThat(cards.nth(1).locator(".last-error")).containsText("已到运营商的限速，排队中");
            assertThat(page.locator(".top nav")).containsText("呼叫通道");
            desk.everyWay(served.url(), Served.OFFICER, "channels");
            assertThat(desk.troubles()).isEmpty();
        }
    }
}
