package org.jiaoying.ingest.intake;

import java.util.List;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message: what was taken of it, what was refused. At least one of the two is there.
 *
 * @param accepted null where nothing of the message was taken
 * @param rejects what to tell the sender: the first few of each code, the last of which says how many more there were
 * @param refused how many times each code was given, by its ordinal; empty if nothing was refused
 */
public record IntakeResult(@Nullable DeviceMessage accepted, List<Reject> rejects, int[] refused) {

    /** How many times the code was given, also beyond what {@link #rejects} shows. */
    public int refused(RejectCode code) {
        return refused.length == 0 ? 0 : refused[code.ordinal()];
    }
}
