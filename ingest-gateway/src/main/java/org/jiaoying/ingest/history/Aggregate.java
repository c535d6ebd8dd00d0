package org.jiaoying.ingest.history;

import java.util.Locale;

/** What an interval of a curve shows of the values within it. */
public enum Aggregate {
    /** The largest: shows each peak, as evidence of a limit exceeded must. */
    MAX,
    /** The smallest. */
    MIN,
    MEAN;

    /** The name in requests, and of the function in SQL and InfluxQL apart from {@link #MEAN}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
