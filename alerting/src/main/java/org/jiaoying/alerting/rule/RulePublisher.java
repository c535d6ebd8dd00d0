package org.jiaoying.alerting.rule;

import io.vertx.core.Future;
import java.util.List;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;

/**
 * Tells the detection job of new rule versions: what the tables have and topic {@code rules} has not. Marked as told only
 * after Kafka has it, so that a version may be told twice (which the job's own versions make harmless) but never forgotten.
 */
public final class RulePublisher {
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final RuleStore rules;
    private final LogProducer log;

    public RulePublisher(Transactions transactions, RuleStore rules, LogProducer log) {
        this.transactions = transactions;
        this.rules = rules;
        this.log = log;
    }

    /** Publishes all that is not; completes when Kafka has it and the tables say so. */
    public Future<Void> publish() {
        return transactions
                .run(work -> rules.lockUnpublished(work, BATCH)
                        .compose(versions -> InOrder.each(
                                        versions,
                                        version -> append(version).compose(done -> rules.published(work, version)))
                                .map(done -> versions)))
                .compose((List<RuleVersion> versions) ->
                        versions.isEmpty() ? Future.<Void>succeededFuture() : publish());
    }

    private Future<?> append(RuleVersion version) {
        byte[] value = version.removed()
                ? null
                : RuleCodec.encode(new RuleDocument(version.ruleId(), version.version(), version.document()));
        return Future.fromCompletionStage(log.append(Topic.RULES, version.ruleId(), value));
    }
}
