package org.jiaoying.domain.observe;

/** What the device itself says about a value. Only {@link #GOOD} values are judged against limits. */
public enum Quality {
    GOOD,
    BAD,
    CALIBRATING,
    FAULT
}
