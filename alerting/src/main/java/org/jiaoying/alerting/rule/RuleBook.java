package org.jiaoying.alerting.rule;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.RefusedException.Code;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.domain.rule.RuleParser;
import org.jspecify.annotations.Nullable;

/** Keeps the rules: checks a document, and puts a version of it in force. Publishing follows from the table. */
public final class RuleBook implements Rules {
    private static final Actor PACKS = Actor.part("pack");

    private final Transactions transactions;
    private final RuleStore store;
    private final Runnable afterCommit;

    /** @param afterCommit told after each version that is safe; must not block */
    public RuleBook(Transactions transactions, RuleStore store, Runnable afterCommit) {
        this.transactions = transactions;
        this.store = store;
        this.afterCommit = afterCommit;
    }

    /** A change of one rule: who, why, and on what he looked. */
    private record Change(String ruleId, @Nullable Integer expected, Actor author, String reason) {}

    @Override
    public Future<List<RuleVersion>> list() {
        return store.current();
    }

    @Override
    public Future<List<RuleVersion>> versions(String ruleId) {
        return store.versions(ruleId);
    }

    @Override
    public Future<Map<String, Integer>> faultCounts() {
        return store.faultCounts();
    }

    @Override
    public Future<List<RuleFaults>> faults(String ruleId) {
        return store.faults(ruleId);
    }

    @Override
    public Future<Integer> put(
            String ruleId, String document, @Nullable Integer expected, Actor author, String reason) {
        Rule rule;
        try {
            rule = checked(ruleId, document);
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
        return change(new Change(ruleId, expected, author, reason), (work, current) -> Future.succeededFuture(rule));
    }

    @Override
    public Future<Integer> rollBack(
            String ruleId, int version, @Nullable Integer expected, Actor author, String reason) {
        return change(
                new Change(ruleId, expected, author, reason),
                (work, current) -> store.version(work, ruleId, version)
                        .map(found -> checked(
                                ruleId,
                                found.orElseThrow(() -> notFound("没有这个版本：" + version, "there is no version " + version))
                                        .document())));
    }

    @Override
    public Future<Integer> setMode(
            String ruleId, Rule.Mode mode, @Nullable Integer expected, Actor author, String reason) {
        return change(
                new Change(ruleId, expected, author, reason),
                (work, current) -> Future.succeededFuture(
                        checked(ruleId, inForce(current).document()).withMode(mode)));
    }

    @Override
    public Future<Integer> remove(String ruleId, @Nullable Integer expected, Actor author, String reason) {
        var change = new Change(ruleId, expected, author, reason);
        return locked(change, (work, current) -> {
            RuleVersion last = inForce(current);
            return add(work, change, last.document(), current, true);
        });
    }

    /**
     * Takes over the rules of a pack at the start: those that are absent, and those that the pack itself brought and has
     * changed since. What people have changed or taken away stays so.
     */
    public Future<Void> load(String pack, List<Rule> rules) {
        return transactions.run(work -> InOrder.each(rules, rule -> takeOver(work, rule, "pack " + pack))
                .onSuccess(done -> afterCommit.run()));
    }

    private Future<Integer> takeOver(Work work, Rule rule, String reason) {
        return store.lockCurrent(work, rule.id()).compose(current -> {
            boolean ofPeople = current.filter(version -> !version.author().equals(PACKS.toString()))
                    .isPresent();
            return ofPeople
                    ? Future.succeededFuture(current.orElseThrow().version())
                    : addIfNew(work, new Change(rule.id(), null, PACKS, reason), RuleJson.write(rule), current);
        });
    }

    /** The next document of a rule. */
    @FunctionalInterface
    private interface Next {
        Future<Rule> rule(Work work, Optional<RuleVersion> current);
    }

    private Future<Integer> change(Change change, Next next) {
        return locked(
                change,
                (work, current) -> next.rule(work, current)
                        .compose(rule -> addIfNew(work, change, RuleJson.write(rule), current)));
    }

    /** A step under the rule's lock. */
    @FunctionalInterface
    private interface Step {
        Future<Integer> take(Work work, Optional<RuleVersion> current);
    }

    private Future<Integer> locked(Change change, Step step) {
        if (change.reason().isBlank()) {
            return Future.failedFuture(refused("请填写修改原因", "a reason for the change must be given"));
        }
        Function<Work, Future<Integer>> work =
                open -> store.lockCurrent(open, change.ruleId()).compose(current -> {
                    requireExpected(change.expected(), current);
                    return step.take(open, current);
                });
        return transactions.run(work).onSuccess(version -> afterCommit.run());
    }

    private static void requireExpected(@Nullable Integer expected, Optional<RuleVersion> current) {
        int present = current.map(RuleVersion::version).orElse(0);
        if (expected != null && expected != present) {
            throw new RefusedException(
                    Code.CONFLICT,
                    new Text(
                            "规则已被他人修改：现为第 " + present + " 版，您看到的是第 " + expected + " 版。请刷新后再改。",
                            "The rule was changed meanwhile: it is at version " + present + ", you saw version "
                                    + expected + ". Read it again, then change it."));
        }
    }

    private static RuleVersion inForce(Optional<RuleVersion> current) {
        return current.filter(version -> !version.removed())
                .orElseThrow(() -> notFound("没有这条规则", "there is no such rule"));
    }

    private Future<Integer> addIfNew(Work work, Change change, String document, Optional<RuleVersion> current) {
        return current.filter(
                        version -> !version.removed() && version.document().equals(document))
                .map(same -> Future.succeededFuture(same.version()))
                .orElseGet(() -> add(work, change, document, current, false));
    }

    private Future<Integer> add(
            Work work, Change change, String document, Optional<RuleVersion> current, boolean removed) {
        int version = current.map(RuleVersion::version).orElse(0) + 1;
        var facts = new JsonObject().put("version", version).put("reason", change.reason());
        work.record(
                change.author(),
                removed ? "rule.removed" : "rule.changed",
                change.ruleId(),
                removed ? facts : facts.put("document", document));
        var next = new RuleVersion(
                change.ruleId(),
                version,
                document,
                change.author().toString(),
                change.reason(),
                work.now(),
                false,
                removed);
        return store.add(work, next).map(done -> version);
    }

    private static Rule checked(String ruleId, String document) {
        Rule rule;
        try {
            rule = RuleParser.rule(ruleId, document);
        } catch (RuleFaultsException e) {
            throw refused("规则有误：\n" + e.getMessage(), "the rule has faults:\n" + e.getMessage());
        }
        if (!rule.id().equals(ruleId)) {
            throw refused(
                    "规则编号与地址不符：" + rule.id(), "the document is of rule '" + rule.id() + "', not of '" + ruleId + "'");
        }
        return rule;
    }

    private static RefusedException refused(String zh, String en) {
        return new RefusedException(Code.INVALID, new Text(zh, en));
    }

    private static RefusedException notFound(String zh, String en) {
        return new RefusedException(Code.NOT_FOUND, new Text(zh, en));
    }
}
