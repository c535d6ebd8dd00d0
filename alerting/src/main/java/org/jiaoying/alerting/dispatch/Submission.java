package org.jiaoying.alerting.dispatch;

import java.util.List;

/** What became of handing a text to a carrier. */
public sealed interface Submission {

    /**
     * The carrier has it.
     *
     * @param carrier which one
     * @param carrierIds under which it will report, one for each part; the parts of a text may have the same
     */
    record Accepted(String carrier, List<String> carrierIds) implements Submission {
        public Accepted {
            carrierIds = List.copyOf(carrierIds);
        }
    }

    /**
     * It certainly did not go out.
     *
     * @param code stable: {@code not-connected}, {@code busy}, {@code refused}, {@code bad-message}
     * @param again whether a later try is of use
     */
    record NotSent(String code, String reason, boolean again) implements Submission {}

    /** Nobody knows whether the carrier has it: the link broke, or the answer did not come in time. */
    record Unknown(String reason) implements Submission {}
}
