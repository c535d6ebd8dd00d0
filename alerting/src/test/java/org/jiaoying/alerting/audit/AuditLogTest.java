package org.jiaoying.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.AuditStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit log in its table. */
class AuditLogTest {
    private final Engine engine = Engine.fresh();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void linesOfManyTransactionsOfTwoInstancesAreOneChain() throws Exception {
        try (var other = new Engine(engine.database, engine.clock)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                String subject = "W" + i;
                all.add((i % 2 == 0 ? engine : other).transactions.run(work -> {
                    work.record(Actor.account("officer"), "test", subject, new JsonObject().put("text", "甲\n乙"));
                    work.record(Actor.account("officer"), "test", subject, new JsonObject());
                    return Future.succeededFuture();
                }));
            }
            Engine.await(Future.join(all));
        }
        List<AuditLine> lines = Engine.await(new AuditStore(engine.pool).after(0, 1_000));
        assertThat(lines)
                .filteredOn(line -> line.entry().action().equals("test"))
                .hasSize(400);
        var file = new StringBuilder(AuditFile.head(0, AuditLine.START)).append('\n');
        lines.forEach(line -> file.append(line.toJson()).append('\n'));
        AuditLine last = lines.get(lines.size() - 1);
        file.append(AuditFile.anchor(last.seq(), last.hash()));
        assertThat(AuditVerifier.verify(new BufferedReader(new StringReader(file.toString())))
                        .findings())
                .isEmpty();
    }

    @Test
    void aTransactionThatFailsLeavesNoLineAndNoGap() {
        assertThatThrownBy(() -> Engine.await(engine.transactions.run(work -> {
                    work.record(Actor.account("officer"), "test", "W1", new JsonObject());
                    return Future.failedFuture(new IllegalStateException("no"));
                })))
                .hasMessage("no");
        Engine.await(engine.transactions.run(work -> {
            work.record(Actor.account("officer"), "kept", "W1", new JsonObject());
            return Future.succeededFuture();
        }));
        List<AuditLine> lines = Engine.await(new AuditStore(engine.pool).after(0, 1_000));
        assertThat(lines)
                .extracting(AuditLine::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lines.size()).boxed().toList());
        assertThat(lines).extracting(line -> line.entry().action()).doesNotContain("test");
        assertThat(lines.get(lines.size() - 1).entry().action()).isEqualTo("kept");
    }

    @Test
    void theTableRefusesEveryChange() {
        for (String change : List.of("update audit set actor = 'x'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> engine.execute(change)).hasMessageContaining("never changed or removed");
        }
    }
}
