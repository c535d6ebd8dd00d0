package org.jiaoying.alerting.call;

/** Whose answer ends the calling of a tier. */
public enum Answers {
    /** One of its people answers for the tier. */
    ONE,
    /** Each of its people must answer; one person's answer does not silence the calls to the others. */
    ALL;

    /** The word in data and in the API. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
