package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.rule.Amount;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.TamperSign;
import org.jspecify.annotations.Nullable;

/**
 * Plans rules about sensors that are kept from telling the truth. Three signs show in the values of one point; the others need its
 * neighbours, or what it says of its own service.
 */
final class TamperKind implements SiteKind<Condition.Tamper> {

    /** Looks an amount up at a subject. */
    interface Lookup {
        <T> @Nullable T up(Amount<T> amount, Function<String, T> parse);
    }

    @Override
    public Class<Condition.Tamper> type() {
        return Condition.Tamper.class;
    }

    @Override
    public void want(Rule rule, Condition.Tamper tamper, Device device, Wanted wanted) {
        if (showsInOnePoint(tamper.sign())) {
            return;
        }
        for (Point point : device.points()) {
            if (SitePoints.fits(rule.selector(), point)) {
                wanted.point(point.id());
                wanted.all(Status.class);
            }
        }
    }

    static boolean showsInOnePoint(TamperSign sign) {
        return sign instanceof TamperSign.Clipped
                || sign instanceof TamperSign.StepDown
                || sign instanceof TamperSign.GapThenSmooth;
    }

    /** The detector of a sign that one point shows; null for the others, and where the register lacks what it needs. */
    static @Nullable Detector ofOnePoint(Condition.Tamper tamper, Lookup at) {
        TamperSign sign = tamper.sign();
        Level level = tamper.level();
        if (sign instanceof TamperSign.Clipped clipped) {
            Double limit = at.up(clipped.limit(), Amounts::number);
            Double band = at.up(clipped.band(), Amounts::number);
            Double share = at.up(clipped.share(), Amounts::number);
            Duration window = at.up(clipped.window(), Amounts::duration);
            return limit == null || band == null || share == null || window == null
                    ? null
                    : new ClippedDetector(level, limit, band, share, window.toMillis());
        }
        if (sign instanceof TamperSign.StepDown step) {
            Double limit = at.up(step.limit(), Amounts::number);
            Double near = at.up(step.near(), Amounts::number);
            Double floor = at.up(step.floor(), Amounts::number);
            Duration within = at.up(step.within(), Amounts::duration);
            Duration hold = at.up(step.holdFor(), Amounts::duration);
            return limit == null || near == null || floor == null || within == null || hold == null
                    ? null
                    : new StepDownDetector(level, limit * near, floor, within.toMillis(), hold.toMillis());
        }
        if (sign instanceof TamperSign.GapThenSmooth smooth) {
            Duration gap = at.up(smooth.gap(), Amounts::duration);
            Duration window = at.up(smooth.window(), Amounts::duration);
            Double ratio = at.up(smooth.ratio(), Amounts::number);
            Double noise = at.up(smooth.noise(), Amounts::number);
            return gap == null || window == null || ratio == null || noise == null
                    ? null
                    : new SmoothDetector(level, gap.toMillis(), window.toMillis(), ratio, noise);
        }
        return null;
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Tamper tamper, SiteLook look) {
        TamperSign sign = tamper.sign();
        if (showsInOnePoint(sign)) {
            return null;
        }
        Map<String, Subject> points = SitePoints.of(rule.selector(), look.plan());
        if (points.isEmpty()) {
            return null;
        }
        Level level = tamper.level();
        if (sign instanceof TamperSign.Diverging diverging) {
            return diverging(level, diverging, points, look);
        }
        if (sign instanceof TamperSign.Copied copied) {
            return copied(level, copied, points, look);
        }
        if (sign instanceof TamperSign.EarlyCalibration early) {
            return early(level, early, points, look);
        }
        if (sign instanceof TamperSign.ManyCalibrated many) {
            return many(level, many, points, look);
        }
        if (sign instanceof TamperSign.NoTestGas gas) {
            return testGas(level, gas, points, look);
        }
        var after = new TreeMap<String, Long>();
        points.forEach((key, subject) -> {
            Duration found = look.up(((TamperSign.Paused) sign).after(), Amounts::duration, subject);
            if (found != null) {
                after.put(key, found.toMillis());
            }
        });
        return new PausedDetector(level, points, after);
    }

    private static SiteDetector diverging(
            Level level, TamperSign.Diverging sign, Map<String, Subject> points, SiteLook look) {
        var limits = new TreeMap<String, DivergingDetector.Limits>();
        points.forEach((key, subject) -> {
            Double limit = look.up(sign.limit(), Amounts::number, subject);
            Double floor = look.up(sign.floor(), Amounts::number, subject);
            Duration hold = look.up(sign.holdFor(), Amounts::duration, subject);
            if (limit != null && floor != null && hold != null) {
                limits.put(key, new DivergingDetector.Limits(limit, floor, hold.toMillis()));
            }
        });
        return new DivergingDetector(level, points, limits, SitePoints.neighbours(points, points, sign.neighbours()));
    }

    private static @Nullable SiteDetector copied(
            Level level, TamperSign.Copied sign, Map<String, Subject> points, SiteLook look) {
        // Two waves are compared on one grid: what it is stands in the rule, or at the site.
        Subject any = points.values().iterator().next();
        Duration window = look.up(sign.window(), Amounts::duration, any);
        Duration lag = look.up(sign.lag(), Amounts::duration, any);
        Double match = look.up(sign.match(), Amounts::number, any);
        Double moves = look.up(sign.moves(), Amounts::number, any);
        return window == null || lag == null || match == null || moves == null
                ? null
                : new CopiedDetector(
                        level,
                        points,
                        SitePoints.neighbours(points, points, sign.neighbours()),
                        window.toMillis(),
                        lag.toMillis(),
                        match,
                        moves);
    }

    private static SiteDetector early(
            Level level, TamperSign.EarlyCalibration sign, Map<String, Subject> points, SiteLook look) {
        var limits = new TreeMap<String, EarlyCalibrationDetector.Limits>();
        points.forEach((key, subject) -> {
            Double limit = look.up(sign.limit(), Amounts::number, subject);
            Double near = look.up(sign.near(), Amounts::number, subject);
            Duration within = look.up(sign.within(), Amounts::duration, subject);
            if (limit != null && near != null && within != null) {
                limits.put(key, new EarlyCalibrationDetector.Limits(limit * near, within.toMillis()));
            }
        });
        return new EarlyCalibrationDetector(level, points, limits, sign.permit());
    }

    private static @Nullable SiteDetector many(
            Level level, TamperSign.ManyCalibrated sign, Map<String, Subject> points, SiteLook look) {
        Subject any = points.values().iterator().next();
        Integer count = look.up(sign.count(), Amounts::count, any);
        Duration within = look.up(sign.within(), Amounts::duration, any);
        return count == null || within == null
                ? null
                : new ManyCalibratedDetector(
                        level,
                        points,
                        SitePoints.neighbours(points, points, sign.neighbours()),
                        count,
                        within.toMillis(),
                        sign.permit());
    }

    private static SiteDetector testGas(
            Level level, TamperSign.NoTestGas sign, Map<String, Subject> points, SiteLook look) {
        var gas = new TreeMap<String, TestGas>();
        points.forEach((key, subject) -> {
            Double low = look.up(sign.gas(), Amounts::number, subject);
            Double top = look.up(sign.top(), Amounts::number, subject);
            Duration rise = look.up(sign.rise(), Amounts::duration, subject);
            Duration flat = look.up(sign.flat(), Amounts::duration, subject);
            if (low != null && top != null && rise != null && flat != null) {
                gas.put(key, new TestGas(low, top, rise.toMillis(), flat.toMillis()));
            }
        });
        return new TestGasDetector(level, points, gas);
    }
}
