package org.jiaoying.stream.state;

import java.util.Map;
import java.util.TreeMap;

/** What detection remembers of one rule at one site. For one thread. */
public final class SiteTrace {
    public static final long NEVER = Long.MAX_VALUE;

    public final String ruleId;

    /** What the subjects remember: the word of the kind of rule that wrote it. */
    public String memory = "";

    /** The version of the rule that judged last. */
    public int version;

    /** When the rule wants to be asked again although nothing was heard; {@link #NEVER} if it does not. */
    public long dueAt = NEVER;

    /** By the subject's key. */
    public final Map<String, SubjectTrace> subjects = new TreeMap<>();

    public SiteTrace(String ruleId) {
        this.ruleId = ruleId;
    }

    /** The trace of a subject, made if there is none. */
    public SubjectTrace subject(String key) {
        return subjects.computeIfAbsent(key, unseen -> new SubjectTrace());
    }

    /** Asks to be looked at, at this time at the latest. */
    public void lookAt(long at) {
        dueAt = Math.min(dueAt, at);
    }

    /** Lets a rule of another kind go on from here: breaches stay, what was remembered goes. */
    public void remembers(String kind) {
        if (!memory.equals(kind)) {
            subjects.values().forEach(subject -> subject.state = DetectorState.CALM);
            memory = kind;
        }
    }

    public boolean hasOpenBreach() {
        for (SubjectTrace subject : subjects.values()) {
            if (subject.issued != null) {
                return true;
            }
        }
        return false;
    }
}
