package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Site;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/** A rule about calibrations: is told when one begins, goes on and ends, by the values that say so. */
abstract class CalibrationDetector extends SensorDetector {
    /** Kind of the declared window in which calibration is planned and proves nothing; null: none is. */
    private final @Nullable String permit;

    CalibrationDetector(Level level, Map<String, Subject> points, @Nullable String permit) {
        super(level, points);
        this.permit = permit;
    }

    @Override
    void sample(Sample sample, SiteTrace trace, Verdicts out) {
        DetectorState before = state(trace, sample.key());
        if (sample.at() <= time(before, 0)) {
            return;
        }
        long since = time(before, 1);
        if (sample.calibrating()) {
            if (since == 0) {
                begins(sample, before, trace, out);
            } else {
                goesOn(sample, before, trace, out);
            }
        } else if (since != 0) {
            ends(sample, before, trace, out);
        } else {
            works(sample, before, trace, out);
        }
    }

    /** The first value in calibration. {@code before} has the times of the last sample and of the beginning (0), then its own. */
    abstract void begins(Sample sample, DetectorState before, SiteTrace trace, Verdicts out);

    /** A further value in calibration. */
    abstract void goesOn(Sample sample, DetectorState before, SiteTrace trace, Verdicts out);

    /** The first value after it. */
    abstract void ends(Sample sample, DetectorState before, SiteTrace trace, Verdicts out);

    /** A value outside of calibration. */
    void works(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {}

    boolean permitted(Subject subject, long at) {
        Site site = subject.site();
        List<DeclaredWindow> ofSite = site == null ? List.of() : site.windows();
        return permit != null
                && Stream.concat(subject.device().windows().stream(), ofSite.stream())
                        .anyMatch(window -> window.kind().equals(permit)
                                && at >= window.from().toEpochMilli()
                                && at < window.to().toEpochMilli());
    }
}
