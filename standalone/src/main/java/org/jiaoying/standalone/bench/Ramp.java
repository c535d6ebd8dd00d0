package org.jiaoying.standalone.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds the highest steady rate that something carries without falling behind. For one thread. */
final class Ramp {
    /** What was seen at one rate. */
    record Step(int messagesPerSecond, long behindAtHalf, long behindAtEnd, boolean sustained) {}

    /** What carries the load. */
    interface Carrier {
        void rate(int messagesPerSecond);

        /** Messages that were to be sent by now and are not through to the last stage. */
        long behind();
    }

    private final Duration hold;
    private final List<Step> steps = new ArrayList<>();

    /** @param hold how long each rate is held; the first quarter is for settling */
    Ramp(Duration hold) {
        this.hold = hold;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * Holds one rate after the other until one is too much.
     *
     * @return the highest sustained rate in messages a second; 0 if none was
     */
    int highest(Carrier carrier, int[] rates) throws InterruptedException {
        int best = 0;
        for (int rate : rates) {
            Step step = hold(carrier, rate);
            steps.add(step);
            if (!step.sustained()) {
                break;
            }
            best = rate;
        }
        return best;
    }

    /** Sustained: at the end no more than one second of messages is under way, and no more than at half time but for a tenth. */
    private Step hold(Carrier carrier, int rate) throws InterruptedException {
        carrier.rate(rate);
        TimeUnit.NANOSECONDS.sleep(hold.dividedBy(2).toNanos());
        long half = carrier.behind();
        TimeUnit.NANOSECONDS.sleep(hold.dividedBy(2).toNanos());
        long end = carrier.behind();
        return new Step(rate, half, end, end <= rate && end <= half + rate / 10);
    }
}
