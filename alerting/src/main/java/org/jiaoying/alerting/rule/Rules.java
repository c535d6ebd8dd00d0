package org.jiaoying.alerting.rule;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.Actor;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force and their versions. Each change is a new version, recorded with author and reason, and then published to
 * the detection job; nothing is overwritten. Who changes a rule may say which version he saw: where it is no longer the present
 * one, nothing is changed and the future fails with code {@code CONFLICT}. Safe for use by several threads.
 */
public interface Rules {

    /** The current version of each rule in force, by id. */
    Future<List<RuleVersion>> list();

    /** All versions of a rule, newest first; empty if there is none. */
    Future<List<RuleVersion>> versions(String ruleId);

    /**
     * Puts a new version in force.
     *
     * @param document JSON, as the rule parser reads it
     * @param expected the version that its author saw, 0 for none; null: whatever there is
     * @return its version; the present one if the document is the same
     * @throws org.jiaoying.alerting.RefusedException (in the future) with each fault of the document and its line
     */
    Future<Integer> put(String ruleId, String document, @Nullable Integer expected, Actor author, String reason);

    /** Puts what an earlier version said in force again, as a new version. */
    Future<Integer> rollBack(String ruleId, int version, @Nullable Integer expected, Actor author, String reason);

    /** Lets a rule warn, only record, or rest. */
    Future<Integer> setMode(String ruleId, Rule.Mode mode, @Nullable Integer expected, Actor author, String reason);

    /** Takes a rule out of force; its open breaches clear, its versions stay. */
    Future<Integer> remove(String ruleId, @Nullable Integer expected, Actor author, String reason);

    /** What the detection job said is wrong with a rule, the latest first. */
    Future<List<RuleFaults>> faults(String ruleId);

    /** How many kinds of faults the detection job told of the current version of each rule that has any, by rule. */
    Future<Map<String, Integer>> faultCounts();
}
