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
    private final Parts parts = new Parts((part, took) -> log.add("started " + part));

    @Test
    void closesTheLastStageFirst() {
        parts.start("kafka", () -> part("kafka"));
        parts.awaitStage();
        parts.start("gateway", () -> part("gateway"));
        parts.awaitStage();
        parts.close();
        assertThat(log).containsExactly("started kafka", "started gateway", "closed gateway", "closed kafka");
    }

    @Test
    void startsThePartsOfAStageSideBySide() throws Exception {
        var both = new CountDownLatch(2);
        for (String name : List.of("kafka", "database")) {
            parts.start(name, () -> {
                both.countDown();
                assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
                return part(name);
            });
        }
        parts.awaitStage();
        assertThat(log).containsExactlyInAnyOrder("started kafka", "started database");
    }

    @Test
    void closesWhatHadStartedWhenAPartDoesNot() {
        parts.start("kafka", () -> part("kafka"));
        parts.awaitStage();
        parts.start("database", () -> part("database"));
        parts.start("broker", () -> {
            throw new IllegalStateException("port 1883 is in use");
        });
        assertThatThrownBy(parts::awaitStage).hasMessage("port 1883 is in use");
        assertThat(log)
                .containsExactlyInAnyOrder("started kafka", "started database", "closed database", "closed kafka")
                .endsWith("closed kafka");
    }

    @Test
    void closesTheOthersWhenOneFailsTo() {
        parts.start("kafka", () -> part("kafka"));
        parts.start("broker", () -> (AutoCloseable) () -> {
            throw new IllegalStateException("as the test wants it");
        });
        parts.awaitStage();
        parts.close();
        assertThat(log).contains("closed kafka");
    }

    @Test
    void givesNoPartBeforeItsStageIsThere() {
        var release = new CountDownLatch(1);
        var starting = parts.start("kafka", () -> {
            release.await();
            return part("kafka");
        });
        assertThatThrownBy(starting::get).isInstanceOf(IllegalStateException.class);
        release.countDown();
        parts.awaitStage();
        assertThat(starting.get()).isNotNull();
    }

    private AutoCloseable part(String name) {
        return () -> log.add("closed " + name);
    }
}
