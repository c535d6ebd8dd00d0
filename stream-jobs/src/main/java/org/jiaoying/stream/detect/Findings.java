package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.breach.BreachTransition;

/** What came of one message or one look at a device. For one thread. */
public final class Findings {

    /** A rule whose evaluation threw. */
    public record Failure(String ruleId, int version, String reason) {}

    /** Every transition carries this as the time of its detection. */
    Instant detectedAt;

    public final List<BreachTransition> transitions = new ArrayList<>(0);
    public final List<Failure> failures = new ArrayList<>(0);

    /** Readings that were judged. */
    public int judged;

    /** Readings that had been seen before. */
    public int repeated;

    /** Readings that came too late for a live warning. */
    public int late;

    /** Readings of a quality that is not judged. */
    public int notGood;

    public Findings(Instant detectedAt) {
        this.detectedAt = detectedAt;
    }

    public Instant detectedAt() {
        return detectedAt;
    }

    void failed(Watch watch, RuntimeException failure) {
        failures.add(new Failure(watch.rule().id(), watch.version(), failure.toString()));
    }

    void failed(SiteWatch watch, RuntimeException failure) {
        failures.add(new Failure(watch.rule().id(), watch.version(), failure.toString()));
    }
}
