package org.jiaoying.alerting.rule;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.domain.rule.RuleParser;

/** Keeps the rules: checks a document, and puts a version of it in force. Publishing follows from the table. */
public final class RuleBook implements Rules {
    private final Transactions transactions;
    private final RuleStore store;
    private final Runnable afterCommit;

    /** @param afterCommit told after each version that is safe; must not block */
    public RuleBook(Transactions transactions, RuleStore store, Runnable afterCommit) {
        this.transactions = transactions;
        this.store = store;
        this.afterCommit = afterCommit;
    }

    @Override
    public Future<List<RuleVersion>> list() {
        return store.current();
    }

    @Override
    public Future<List<RuleVersion>> versions(String ruleId) {
        return store.versions(ruleId);
    }

    @Override
    public Future<Integer> put(String ruleId, String document, Actor author, String reason) {
        Rule rule;
        try {
            rule = RuleParser.rule(ruleId, document);
        } catch (RuleFaultsException e) {
            return Future.failedFuture(refused("规则有误：\n" + e.getMessage(), "the rule has faults:\n" + e.getMessage()));
        }
        if (!rule.id().equals(ruleId)) {
            return Future.failedFuture(refused(
                    "规则编号与地址不符：" + rule.id(), "the document is of rule '" + rule.id() + "', not of '" + ruleId + "'"));
        }
        if (reason.isBlank()) {
            return Future.failedFuture(refused("请填写修改原因", "a reason for the change must be given"));
        }
        return transactions
                .run(work -> putIfNew(work, rule, author, reason, false))
                .onSuccess(version -> afterCommit.run());
    }

    /**
     * Takes over the rules of a pack at the start: those that are absent, and those that the pack itself brought and has
     * changed since. What people have changed stays.
     */
    public Future<Void> load(String pack, List<Rule> rules) {
        return transactions.run(work -> InOrder.each(
                        rules, rule -> putIfNew(work, rule, Actor.part("pack"), "pack " + pack, true))
                .onSuccess(done -> afterCommit.run()));
    }

    private Future<Integer> putIfNew(Work work, Rule rule, Actor author, String reason, boolean onlyOverPacks) {
        String document = RuleJson.write(rule);
        return store.lockCurrent(work, rule.id()).compose(current -> {
            boolean same = current.filter(version -> version.document().equals(document))
                    .isPresent();
            boolean keep = onlyOverPacks
                    && current.filter(version -> !version.author().equals(author.toString()))
                            .isPresent();
            if (same || keep) {
                return Future.succeededFuture(current.orElseThrow().version());
            }
            return add(work, rule.id(), document, current, author, reason);
        });
    }

    private Future<Integer> add(
            Work work, String id, String document, Optional<RuleVersion> current, Actor author, String reason) {
        int version = current.map(RuleVersion::version).orElse(0) + 1;
        work.record(
                author,
                "rule.changed",
                id,
                new JsonObject().put("version", version).put("reason", reason).put("document", document));
        return store.add(work, new RuleVersion(id, version, document, author.toString(), reason, work.now(), false))
                .map(done -> version);
    }

    private static RefusedException refused(String zh, String en) {
        return new RefusedException(RefusedException.Code.INVALID, new Text(zh, en));
    }
}
