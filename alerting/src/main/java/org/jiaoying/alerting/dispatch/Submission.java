package org.jiaoying.alerting.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

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
     * @param code stable: {@code not-connected}, {@code busy}, {@code rate}, {@code refused}, {@code unknown-address}, {@code
     *     bad-message}, {@code too-long}, {@code not-allowed}, {@link PublicChannel#NOT_FOR_THE_PUBLIC}
     * @param again whether a later try is of use
     * @param after how long to wait for it at least, as the carrier says
     */
    record NotSent(String code, String reason, boolean again, Duration after) implements Submission {
        /** The carrier has the first parts of the text and not the rest: no other may be asked. */
        public static final String IN_PART = "taken-in-part";

        public NotSent(String code, String reason, boolean again) {
            this(code, reason, again, Duration.ZERO);
        }

        /** Several carriers were tried, and none took it: worth another try if it is at one of them. */
        public static NotSent all(List<NotSent> refusals) {
            NotSent telling =
                    refusals.stream().filter(NotSent::again).findFirst().orElse(refusals.get(0));
            String reasons = refusals.stream().map(NotSent::reason).collect(Collectors.joining("; "));
            return new NotSent(telling.code(), reasons, telling.again(), telling.after());
        }

        /** Longer than the channel takes: refused whole, for half a call may say the opposite. */
        static NotSent tooLong(int length, int max) {
            return new NotSent("too-long", length + " characters; at most " + max + " are taken", false);
        }
    }

    /** Nobody knows whether the carrier has it: the link broke, or the answer did not come in time. */
    record Unknown(String reason) implements Submission {}
}
