package org.jiaoying.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.junit.jupiter.api.Test;

/** Several providers of one channel. */
class FailOverTest {
    private final Provider first = new Provider("first", 2);
    private final Provider second = new Provider("second", 10);
    private final FailOver both = new FailOver(List.of(first, second), () -> Instant.EPOCH);

    @Test
    void theFirstTakesWhatItCanAndTheSecondWhatTheFirstRefuses() {
        assertThat(send()).isEqualTo("first");
        first.answer = new Submission.NotSent("refused", "no", false);
        assertThat(send()).isEqualTo("second");
        first.answer = new Submission.NotSent("not-connected", "away", true);
        assertThat(send()).isEqualTo("second");
    }

    @Test
    void whatIsOverTheRateOfOneGoesToTheNextAndNothingIsLost() {
        List<String> carriers =
                java.util.stream.IntStream.range(0, 12).mapToObj(i -> send()).toList();
        assertThat(carriers).filteredOn("first"::equals).hasSize(2);
        assertThat(carriers).filteredOn("second"::equals).hasSize(10);
        assertThat(submit()).isInstanceOfSatisfying(Submission.NotSent.class, waits -> {
            assertThat(waits.code()).isEqualTo("rate");
            assertThat(waits.again()).isTrue();
            assertThat(waits.after()).isPositive();
            assertThat(waits.reason()).contains("2 in 1.0 s").contains("10 in 1.0 s");
        });
    }

    @Test
    void whereNobodyKnowsWhetherTheFirstHasItTheSecondIsNotAsked() {
        first.answer = new Submission.Unknown("the link broke");
        assertThat(submit()).isInstanceOf(Submission.Unknown.class);
        assertThat(second.sent).isEmpty();
        first.answer = new Submission.NotSent(Submission.NotSent.IN_PART, "half", true);
        assertThat(submit()).isInstanceOf(Submission.NotSent.class);
        assertThat(second.sent).isEmpty();
    }

    @Test
    void whereNoneTakesItEveryReasonIsTold() {
        first.answer = new Submission.NotSent("refused", "one says no", false);
        second.answer = new Submission.NotSent("busy", "two is busy", true);
        assertThat(submit()).isInstanceOfSatisfying(Submission.NotSent.class, none -> {
            assertThat(none.again()).isTrue();
            assertThat(none.code()).isEqualTo("busy");
            assertThat(none.reason()).isEqualTo("one says no; two is busy");
        });
    }

    private String send() {
        return ((Submission.Accepted) submit()).carrier();
    }

    private Submission submit() {
        return both.send(new Message("k", "8613800000001", "收到"))
                .toCompletableFuture()
                .join();
    }

    private static final class Provider implements Channel {
        final List<Message> sent = new ArrayList<>();
        final int perSecond;
        Submission answer;

        Provider(String carrier, int perSecond) {
            this.perSecond = perSecond;
            this.answer = new Submission.Accepted(carrier, List.of("id"));
        }

        @Override
        public String name() {
            return "sms";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, 268, false, false, Rate.perSecond(perSecond));
        }

        @Override
        public CompletionStage<Submission> send(Message message) {
            sent.add(message);
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public int window() {
            return 4;
        }

        @Override
        public Duration handOverWithin() {
            return Duration.ofSeconds(10);
        }
    }
}
