package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.messaging.log.LogRecord;

/** Keeps what the detection job says is wrong with rules. */
public final class RuleFaultTaker implements TopicFollower.Taker {
    private final RuleStore rules;

    public RuleFaultTaker(RuleStore rules) {
        this.rules = rules;
    }

    @Override
    public Future<Void> take(Work work, List<LogRecord> records) {
        return InOrder.each(
                records,
                read -> read.value() == null
                        ? Future.succeededFuture()
                        : take(work, RuleCodec.decodeFault(read.value())));
    }

    private Future<Void> take(Work work, RuleFault fault) {
        work.record(
                Actor.part("detection"),
                "rule.faulty",
                fault.ruleId(),
                new JsonObject()
                        .put("version", fault.version())
                        .put("code", fault.code())
                        .put("reason", fault.reason()));
        return rules.fault(work, fault);
    }
}
