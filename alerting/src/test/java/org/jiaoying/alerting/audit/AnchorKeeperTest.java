package org.jiaoying.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.selfcheck.Finding;
import org.jiaoying.alerting.store.AuditStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of the audit log, told to a file outside the database. */
class AnchorKeeperTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final Engine engine = Engine.fresh();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void everyHourTheEndIsToldAndWhatWasToldStillHolds() throws Exception {
        AnchorKeeper keeper = keeper();
        assertThat(keeper.findings()).as("nothing is known yet").isEmpty();
        run(keeper);
        write("W1");
        run(keeper);
        assertThat(anchors()).as("an hour has not gone").hasSize(1);
        engine.clock.advance(HOUR);
        assertThat(keeper.nextDue().toCompletableFuture().join()).contains(engine.clock.instant());
        run(keeper);
        List<AuditLine> lines = lines();
        assertThat(anchors()).extracting(AuditAnchor::seq).containsExactly((long) lines.size() - 1, (long)
                lines.size());
        assertThat(anchors().get(1).hash())
                .isEqualTo(lines.get(lines.size() - 1).hash());
        assertThat(keeper.findings()).containsExactly(new Finding("audit", true, ""));
        assertThat(keeper.findings()).isEmpty();
    }

    @Test
    void aLogThatWasCutOffIsFoundAlsoByTheNextProcess() throws Exception {
        write("W1");
        run(keeper());
        cutOff(lines().size() - 1);
        write("W2");
        AnchorKeeper next = keeper();
        run(next);
        assertThat(next.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.ok()).isFalse();
            assertThat(finding.detail()).contains("is another");
        });
        engine.clock.advance(HOUR);
        run(next);
        assertThat(next.findings())
                .as("it does not heal by being told anew")
                .singleElement()
                .extracting(Finding::ok)
                .isEqualTo(false);
    }

    @Test
    void aLineThatAnAdministratorEditedIsFound() throws Exception {
        write("W1");
        AnchorKeeper keeper = keeper();
        run(keeper);
        changeTable(
                "update alerting.audit set actor = 'account:somebody' where seq = (select max(seq) from alerting.audit)");
        engine.clock.advance(HOUR);
        run(keeper);
        assertThat(keeper.findings()).extracting(Finding::ok).containsExactly(false);
    }

    @Test
    void whereNothingCanBeToldThatIsSaidAndItIsTriedAgain() {
        var keeper = new AnchorKeeper(
                engine.vertx,
                new AuditStore(engine.pool),
                engine.clock,
                HOUR,
                new AnchorFile(directory.resolve("no-such-folder/anchors")));
        run(keeper);
        assertThat(keeper.findings()).extracting(Finding::ok).containsExactly(false);
    }

    @Test
    void aTornLineCostsNoOther() throws Exception {
        Files.writeString(file(), "{\"audit-anchor\":12,\"ha");
        run(keeper());
        assertThat(anchors()).hasSize(1);
    }

    private AnchorKeeper keeper() {
        return new AnchorKeeper(engine.vertx, new AuditStore(engine.pool), engine.clock, HOUR, new AnchorFile(file()));
    }

    private static void run(AnchorKeeper keeper) {
        keeper.runDue().toCompletableFuture().join();
    }

    private void write(String subject) {
        Engine.await(engine.transactions.run(work -> {
            work.record(Actor.account("officer"), "test", subject, new JsonObject());
            return Future.succeededFuture();
        }));
    }

    /** As somebody who may do everything in the database would. */
    private void cutOff(int seq) throws Exception {
        changeTable("delete from alerting.audit where seq > " + seq);
        engine.execute("update audit_head set seq = a.seq, hash = a.hash from audit a where a.seq = " + seq);
    }

    private void changeTable(String change) throws Exception {
        engine.executeElsewhere("alter table alerting.audit disable trigger audit_append_only");
        engine.executeElsewhere(change);
        engine.executeElsewhere("alter table alerting.audit enable trigger audit_append_only");
    }

    private List<AuditLine> lines() {
        return Engine.await(new AuditStore(engine.pool).after(0, 1_000));
    }

    private List<AuditAnchor> anchors() throws Exception {
        return AnchorFile.read(file());
    }

    private Path file() {
        return directory.resolve("anchors.jsonl");
    }
}
