package org.jiaoying.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every channel must keep. Extend it with a channel and a carrier of your own. */
public abstract class ChannelContract {
    /** The channel under test, connected. */
    protected abstract Channel channel();

    /** An address the carrier knows. */
    protected abstract String address();

    /** The texts that arrived at the address, as its owner reads them. */
    protected abstract List<String> arrived();

    /** Whether the carrier drops what it has under a key. */
    protected boolean carrierKnowsKeys() {
        return true;
    }

    /** Whether the text itself is carried; otherwise an approved template with what the warning is about. */
    protected boolean carriesText() {
        return true;
    }

    /** What the message is about; real, unless the test says otherwise. */
    protected static Particulars about(boolean drill) {
        return new Particulars(
                "W20260301080000-ABCDEF",
                "4821",
                Level.ORANGE,
                Hazard.GAS,
                new SiteKey("demo-mine", "north"),
                drill,
                false,
                "CHASE_STARTED",
                "zh",
                new Text("北矿 回采面 甲烷", "North mine, face, CH4"),
                new Text("甲烷超限", "CH4 over the limit"),
                1.62,
                1.5,
                "%",
                Instant.parse("2026-03-01T00:00:00Z"));
    }

    /** Breaks the connection to the carrier, for good. */
    protected abstract void cutOff() throws Exception;

    @Test
    void aTextThatIsAcceptedArrivesAsItWasWritten() {
        String text = "【叫应】橙色预警 北矿 甲烷 1.62%/限 1.5%。" + "回复 1 收到 ".repeat(12) + "（编号 4821）💥";
        assertThat(send("k1", text)).isInstanceOfSatisfying(Submission.Accepted.class, accepted -> {
            assertThat(accepted.carrier()).isNotBlank();
            assertThat(accepted.carrierIds()).isNotEmpty().doesNotContain("");
        });
        assertArrived(text);
    }

    private void assertArrived(String text) {
        if (carriesText()) {
            assertThat(arrived()).containsExactly(text);
        } else {
            assertThat(arrived())
                    .singleElement()
                    .satisfies(words -> assertThat(words).contains("橙色预警", "北矿", "4821"));
        }
    }

    @Test
    void theSameKeyArrivesOnceAtACarrierThatKnowsIt() {
        var first = (Submission.Accepted) send("k1", "收到");
        Assumptions.assumeTrue(carrierKnowsKeys(), "the carrier knows no keys");
        var second = (Submission.Accepted) send("k1", "收到");
        assertThat(second.carrierIds()).isEqualTo(first.carrierIds());
        assertThat(arrived()).containsExactly("收到");
    }

    @Test
    void manyAtOnceAllArrive() {
        List<Submission> sent = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> send("k" + i, "第 " + i + " 条"))
                .toList();
        assertThat(sent).allMatch(submission -> submission instanceof Submission.Accepted);
        assertThat(arrived()).hasSize(50);
        if (carriesText()) {
            assertThat(arrived()).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutAConnectionNothingIsSentAndThatIsSaid() throws Exception {
        cutOff();
        assertThat(send("k1", "收到"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isTrue());
    }

    @Test
    void itSaysHowMuchItTakesAndHowLong() {
        assertThat(ChannelName.of(channel().name())).isPresent();
        Capabilities can = channel().capabilities();
        assertThat(can.open()).isEqualTo(channel() instanceof PublicChannel);
        assertThat(can.open())
                .isEqualTo(ChannelName.of(channel().name()).orElseThrow().open());
        assertThat(can.maxLength()).isGreaterThanOrEqualTo(268);
        assertThat(can.rate().texts()).isPositive();
        assertThat(channel().window()).isPositive();
        assertThat(channel().handOverWithin()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    @Test
    void theLongestTextArrivesWhole() {
        String text = "瓦斯超限".repeat(channel().capabilities().maxLength() / 4);
        assertThat(send("k1", text)).isInstanceOf(Submission.Accepted.class);
        assertArrived(text);
    }

    @Test
    void aDrillIsCarriedToPeopleAndNeverToThePublic() {
        Submission drill = channel()
                .send(new Message("k1", address(), "【演练】橙色预警", about(true)))
                .toCompletableFuture()
                .join();
        if (channel().capabilities().open()) {
            assertThat(drill).isInstanceOfSatisfying(Submission.NotSent.class, notSent -> {
                assertThat(notSent.code()).isEqualTo(PublicChannel.NOT_FOR_THE_PUBLIC);
                assertThat(notSent.again()).isFalse();
            });
            assertThat(arrived()).isEmpty();
        } else {
            assertThat(drill).isInstanceOf(Submission.Accepted.class);
            assertThat(arrived()).hasSize(1);
        }
    }

    private Submission send(String key, String text) {
        return channel()
                .send(new Message(key, address(), text, about(false)))
                .toCompletableFuture()
                .join();
    }
}
