package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** The kinds of rules that judge a site as a whole. */
final class SiteKinds {
    private static final List<SiteKind<?>> ALL = List.of(
            new SceneKind(),
            new OccupancyKind(),
            new StuckKind(),
            new TamperKind(),
            new SequenceKind(),
            new CorrelationKind());

    private SiteKinds() {}

    static boolean judges(Condition condition) {
        return of(condition) != null;
    }

    static boolean looksAround(Condition condition) {
        SiteKind<?> kind = of(condition);
        return kind != null && looksAround(kind, condition);
    }

    static void want(Rule rule, Device device, Wanted wanted) {
        SiteKind<?> kind = of(rule.condition());
        if (kind != null) {
            want(kind, rule, device, wanted);
        }
    }

    static @Nullable SiteDetector detector(Rule rule, SiteLook look) {
        SiteKind<?> kind = of(rule.condition());
        return kind == null ? null : detector(kind, rule, look);
    }

    static String unit(Condition condition) {
        SiteKind<?> kind = of(condition);
        return kind == null ? "" : unit(kind, condition);
    }

    private static @Nullable SiteKind<?> of(Condition condition) {
        for (SiteKind<?> kind : ALL) {
            if (kind.type().isInstance(condition)) {
                return kind;
            }
        }
        return null;
    }

    private static <C extends Condition> boolean looksAround(SiteKind<C> kind, Condition condition) {
        return kind.looksAround(kind.type().cast(condition));
    }

    private static <C extends Condition> void want(SiteKind<C> kind, Rule rule, Device device, Wanted wanted) {
        kind.want(rule, kind.type().cast(rule.condition()), device, wanted);
    }

    private static <C extends Condition> @Nullable SiteDetector detector(SiteKind<C> kind, Rule rule, SiteLook look) {
        return kind.detector(rule, kind.type().cast(rule.condition()), look);
    }

    private static <C extends Condition> String unit(SiteKind<C> kind, Condition condition) {
        return kind.unit(kind.type().cast(condition));
    }
}
