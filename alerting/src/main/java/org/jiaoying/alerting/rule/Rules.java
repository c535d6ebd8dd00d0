package org.jiaoying.alerting.rule;

import io.vertx.core.Future;
import java.util.List;
import org.jiaoying.alerting.Actor;

/**
 * The rules in force and their versions. A change is recorded with author and reason, and then published to the detection
 * job. Safe for use by several threads.
 */
public interface Rules {

    /** The current version of each rule, by id. */
    Future<List<RuleVersion>> list();

    /** All versions of a rule, newest first; empty if there is none. */
    Future<List<RuleVersion>> versions(String ruleId);

    /**
     * Puts a new version in force.
     *
     * @param document JSON, as the rule parser reads it
     * @return its version; the present one if the document is the same
     * @throws org.jiaoying.alerting.RefusedException (in the future) with each fault of the document and its line
     */
    Future<Integer> put(String ruleId, String document, Actor author, String reason);
}
