package org.jiaoying.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.ingest.TestRegister;
import org.jiaoying.messaging.mqtt.Published;
import org.junit.jupiter.api.Test;

class RejectDeskTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final List<Reject> log = new ArrayList<>();
    private final List<String> broker = new ArrayList<>();
    private int untold;
    private CompletableFuture<Published> published = CompletableFuture.completedFuture(new Published(0));
    private CompletableFuture<?> appended = CompletableFuture.completedFuture(null);

    private final RejectDesk desk = new RejectDesk(
            TestRegister.loaded(),
            2,
            (reject, bytes) -> {
                log.add(reject);
                return appended;
            },
            (topic, payload) -> {
                broker.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
                return published;
            },
            () -> untold++);

    private static Reject reject(String enterprise, RejectCode code, int second) {
        return new Reject(enterprise, "jy/v1/" + enterprise + "/x", AT.plusSeconds(second), code, "why", "what");
    }

    @Test
    void theFirstOfASecondAreToldAndTheRestIsSummedUpByCode() {
        desk.handOver(List.of(
                reject("mine", RejectCode.BAD_JSON, 0),
                reject("mine", RejectCode.BAD_JSON, 0),
                reject("mine", RejectCode.BAD_JSON, 0),
                reject("mine", RejectCode.BAD_JSON, 0),
                reject("mine", RejectCode.SENTINEL, 0)));
        assertThat(log).hasSize(2);

        desk.tick();

        assertThat(log)
                .extracting(Reject::code, Reject::count)
                .containsExactly(
                        tuple(RejectCode.BAD_JSON, 1),
                        tuple(RejectCode.BAD_JSON, 1),
                        tuple(RejectCode.BAD_JSON, 2),
                        tuple(RejectCode.SENTINEL, 1));
        assertThat(broker).hasSize(4).allMatch(letter -> letter.startsWith("jy/v1/mine/rejects {"));
        desk.tick();
        assertThat(log).hasSize(4);
    }

    @Test
    void oneEnterprisesFloodDoesNotSilenceAnother() {
        for (int i = 0; i < 100; i++) {
            desk.handOver(List.of(reject("mine", RejectCode.BAD_JSON, 0)));
        }
        desk.handOver(List.of(reject("slope", RejectCode.BAD_JSON, 0)));

        assertThat(log).extracting(Reject::enterprise).containsExactly("mine", "mine", "slope");
        assertThat(desk.latest("slope", 10)).hasSize(1);
        assertThat(desk.latest("", 10)).hasSize(3);
    }

    @Test
    void theNextSecondHasItsOwnAllowance() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 5; i++) {
                desk.handOver(List.of(reject("mine", RejectCode.BAD_JSON, second)));
            }
        }
        assertThat(log).hasSize(6);
        desk.tick();
        assertThat(log.stream().mapToInt(Reject::count).sum()).isEqualTo(15);
    }

    @Test
    void whoIsNotRegisteredIsInTheLogButNotAtTheBroker() {
        desk.handOver(List.of(
                reject("nobody", RejectCode.UNKNOWN_DEVICE, 0),
                reject("no-one", RejectCode.UNKNOWN_DEVICE, 0),
                reject("none", RejectCode.UNKNOWN_DEVICE, 0)));
        assertThat(log).as("they share one allowance").hasSize(2);
        assertThat(broker).isEmpty();
    }

    @Test
    void aMessageIsSafeOnlyWhenItsRefusalIsInTheLog() {
        var later = new CompletableFuture<Void>();
        appended = later;
        CompletableFuture<?> safe = desk.handOver(List.of(reject("mine", RejectCode.BAD_JSON, 0)));
        assertThat(safe).isNotDone();
        later.complete(null);
        assertThat(safe).isCompleted();
    }

    @Test
    void whatTheBrokerWillNeverTakeIsCounted() {
        published = CompletableFuture.failedFuture(new IllegalStateException("never"));
        desk.handOver(List.of(reject("mine", RejectCode.BAD_JSON, 0)));
        assertThat(untold).isEqualTo(1);
        assertThat(log).hasSize(1);
    }
}
