package org.jiaoying.domain.observe;

/** Where an observation's time comes from, as judged by the gateway. */
public enum TimeBasis {
    /** The device's own stamp, within the tolerance around the time of receipt. */
    DEVICE,
    /** The device sent no stamp: the time of receipt. */
    ARRIVAL,
    /** The device's stamp lay in the future or in no plausible past: replaced by the time of receipt. */
    REPLACED,
    /** The device's own stamp, older than the lateness bound: for the history and the record, never for a live warning. */
    LATE
}
