package org.jiaoying.ingest.intake;

import java.time.Instant;
import org.jiaoying.domain.observe.TimeBasis;

/** Decides which time an observation gets: the device's own stamp, or the time of receipt. */
final class TimeJudge {
    private final long futureToleranceMillis;
    private final long latenessMillis;
    private final long earliestMillis;

    TimeJudge(IntakeSettings settings) {
        this.futureToleranceMillis = settings.futureTolerance().toMillis();
        this.latenessMillis = settings.latenessBound().toMillis();
        this.earliestMillis = settings.earliest().toEpochMilli();
    }

    /** A time and where it comes from. */
    record Judged(Instant at, TimeBasis basis) {}

    TimeBasis basis(long stampMillis, long receivedMillis) {
        if (stampMillis == Stamps.ABSENT) {
            return TimeBasis.ARRIVAL;
        }
        if (stampMillis > receivedMillis + futureToleranceMillis || stampMillis < earliestMillis) {
            return TimeBasis.REPLACED;
        }
        return stampMillis < receivedMillis - latenessMillis ? TimeBasis.LATE : TimeBasis.DEVICE;
    }

    Judged judge(long stampMillis, long receivedMillis, DeviceClock clock) {
        TimeBasis basis = basis(stampMillis, receivedMillis);
        boolean own = basis == TimeBasis.DEVICE || basis == TimeBasis.LATE;
        return new Judged(Instant.ofEpochMilli(own ? stampMillis : clock.nextArrival(receivedMillis)), basis);
    }
}
