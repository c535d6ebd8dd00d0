package org.jiaoying.standalone.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Parts parts = new Parts(part -> log.add("started " + part));

    @Test
    void startsAPartWhenThoseItNeedsAreThereAndClosesItFirst() {
        var kafka = parts.start("kafka", () -> part("kafka"));
        parts.nextTier();
        parts.start("gateway", () -> {
            assertThat(kafka.get()).isNotNull();
            return part("gateway");
        });
        parts.awaitAll();
        parts.close();
        assertThat(log).containsExactly("started kafka", "started gateway", "closed gateway", "closed kafka");
    }

    @Test
    void startsPartsSideBySide() {
        var both = new CountDownLatch(2);
        for (String name : List.of("kafka", "database")) {
            parts.start(name, () -> {
                both.countDown();
                assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
                return part(name);
            });
        }
        parts.awaitAll();
        assertThat(log).containsExactlyInAnyOrder("started kafka", "started database");
    }

    @Test
    void closesWhatHadStartedWhenAPartDoesNotAndSaysWhichOne() {
        parts.start("kafka", () -> part("kafka"));
        var broker = parts.<AutoCloseable>start("broker", () -> {
            throw new IllegalStateException("port 1883 is in use");
        });
        parts.nextTier();
        parts.start("gateway", () -> {
            broker.get();
            return part("gateway");
        });
        assertThatThrownBy(parts::awaitAll).hasMessage("port 1883 is in use");
        assertThat(log).containsExactly("started kafka", "closed kafka");
    }

    @Test
    void closesTheOthersWhenOneFailsTo() {
        parts.start("kafka", () -> part("kafka"));
        parts.start("broker", () -> (AutoCloseable) () -> {
            throw new IllegalStateException("as the test wants it");
        });
        parts.awaitAll();
        parts.close();
        assertThat(log).contains("closed kafka");
    }

    private AutoCloseable part(String name) {
        return () -> log.add("closed " + name);
    }
}
