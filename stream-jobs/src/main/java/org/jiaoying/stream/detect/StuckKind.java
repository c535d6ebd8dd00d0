package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.Selector;
import org.jspecify.annotations.Nullable;

/** Plans rules about sensors that show the same while their neighbours move. */
final class StuckKind implements SiteKind<Condition.Stuck> {

    @Override
    public Class<Condition.Stuck> type() {
        return Condition.Stuck.class;
    }

    @Override
    public boolean looksAround(Condition.Stuck stuck) {
        return true;
    }

    @Override
    public void want(Rule rule, Condition.Stuck stuck, Device device, Wanted wanted) {
        for (Point point : device.points()) {
            if (SitePoints.fits(rule.selector(), point) || isAgainst(rule, stuck, point)) {
                wanted.point(point.id());
                wanted.all(Status.class);
            }
        }
    }

    private static boolean isAgainst(Rule rule, Condition.Stuck stuck, Point point) {
        String quantity = against(rule, stuck);
        return quantity != null && quantity.equals(point.quantity());
    }

    private static @Nullable String against(Rule rule, Condition.Stuck stuck) {
        return stuck.against() != null ? stuck.against() : rule.selector().quantity();
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Stuck stuck, SiteLook look) {
        Map<String, Subject> own = SitePoints.of(rule.selector(), look.plan());
        String quantity = against(rule, stuck);
        Map<String, Subject> others = quantity == null
                ? own
                : SitePoints.of(new Selector(quantity, null, null, null, null, null, null, Map.of()), look.plan());
        var limits = new TreeMap<String, StuckDetector.Limits>();
        own.forEach((key, subject) -> {
            Duration window = look.up(stuck.window(), Amounts::duration, subject);
            Double deviation = look.up(stuck.deviation(), Amounts::number, subject);
            Double moves = look.up(stuck.moves(), Amounts::number, subject);
            Integer movers = look.up(stuck.movers(), Amounts::count, subject);
            Double floor = stuck.floor() == null ? null : look.up(stuck.floor(), Amounts::number, subject);
            if (window != null && deviation != null && moves != null && movers != null) {
                limits.put(key, new StuckDetector.Limits(window.toMillis(), deviation, floor, moves, movers));
            }
        });
        if (limits.isEmpty()) {
            return null;
        }
        var points = new TreeMap<>(own);
        points.putAll(others);
        return new StuckDetector(stuck.level(), points, limits, SitePoints.neighbours(own, others, stuck.neighbours()));
    }
}
