package org.jiaoying.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.junit.jupiter.api.Test;

/** What every channel must keep. Extend it with a channel and a carrier of your own. */
public abstract class ChannelContract {
    /** The channel under test, connected. */
    protected abstract Channel channel();

    /** An address the carrier knows. */
    protected abstract String address();

    /** The texts that arrived at the address, as its owner reads them. */
    protected abstract List<String> arrived();

    /** Breaks the connection to the carrier, for good. */
    protected abstract void cutOff() throws Exception;

    @Test
    void aTextThatIsAcceptedArrivesAsItWasWritten() {
        String text = "【叫应】橙色预警 北矿 甲烷 1.62%/限 1.5%。" + "回复 1 收到 ".repeat(12) + "（编号 4821）💥";
        assertThat(send("k1", text)).isInstanceOfSatisfying(Submission.Accepted.class, accepted -> {
            assertThat(accepted.carrier()).isNotBlank();
            assertThat(accepted.carrierIds()).isNotEmpty().doesNotContain("");
        });
        assertThat(arrived()).containsExactly(text);
    }

    @Test
    void theSameKeyArrivesOnceAtACarrierThatKnowsIt() {
        var first = (Submission.Accepted) send("k1", "收到");
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
        assertThat(arrived()).hasSize(50).doesNotHaveDuplicates();
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
        assertThat(channel().name()).matches("[a-z]+");
        assertThat(channel().window()).isPositive();
        assertThat(channel().handOverWithin()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    private Submission send(String key, String text) {
        return channel()
                .send(new Message(key, address(), text))
                .toCompletableFuture()
                .join();
    }
}
