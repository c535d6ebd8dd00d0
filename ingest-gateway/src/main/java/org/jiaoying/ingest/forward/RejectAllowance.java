package org.jiaoying.ingest.forward;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;

/**
 * Which refusals of one enterprise are told one by one, and which are summed up: so many a second, then one for each code. So
 * a sender of rubbish learns of it, and costs no more than that. Guarded by its owner.
 */
final class RejectAllowance {
    private final int perSecond;
    private final Map<RejectCode, Reject> summed = new EnumMap<>(RejectCode.class);
    private long second = Long.MIN_VALUE;
    private int told;

    RejectAllowance(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether this refusal is told by itself; otherwise it was added to the sum. */
    boolean tell(Reject reject) {
        long rejectSecond = reject.receivedAt().getEpochSecond();
        if (rejectSecond != second) {
            second = rejectSecond;
            told = 0;
        }
        if (told < perSecond) {
            told++;
            return true;
        }
        summed.merge(reject.code(), reject, RejectAllowance::sum);
        return false;
    }

    private static Reject sum(Reject before, Reject last) {
        return withCount(last, last.reason(), before.count() + last.count());
    }

    /** One refusal for each code that was summed up since the last time, showing the latest of them. */
    List<Reject> takeSums() {
        if (summed.isEmpty()) {
            return List.of();
        }
        var sums = new ArrayList<Reject>();
        for (Reject last : summed.values()) {
            sums.add(withCount(
                    last,
                    "同类拒收共 " + last.count() + " 次，此为最后一次：" + last.reason() + " / " + last.count()
                            + " refusals of this code, of which this is the last",
                    last.count()));
        }
        summed.clear();
        return sums;
    }

    private static Reject withCount(Reject reject, String reason, int count) {
        return new Reject(
                reject.enterprise(),
                reject.topic(),
                reject.receivedAt(),
                reject.code(),
                reason,
                reject.sample(),
                count);
    }
}
