package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Fact;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Plans rules about facts that must not hold together. */
final class CorrelationKind implements SiteKind<Condition.Correlation> {

    @Override
    public Class<Condition.Correlation> type() {
        return Condition.Correlation.class;
    }

    @Override
    public boolean looksAround(Condition.Correlation correlation) {
        return true;
    }

    @Override
    public void want(Rule rule, Condition.Correlation correlation, Device device, Wanted wanted) {
        FactSources.want(correlation.facts(), device, wanted);
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Correlation correlation, SiteLook look) {
        Map<String, FactsDetector.Judged> subjects = subjects(rule, correlation.facts(), look);
        if (subjects.isEmpty()) {
            return null;
        }
        Subject any = subjects.values().iterator().next().subject();
        Duration hold = look.up(correlation.holdFor(), Amounts::duration, any);
        return hold == null
                ? null
                : new CorrelationDetector(
                        subjects, FactSources.longestRise(correlation.facts()), correlation.levels(), hold.toMillis());
    }

    /** The rule's subjects at the site, with where their facts come from. */
    static Map<String, FactsDetector.Judged> subjects(Rule rule, List<Fact> facts, SiteLook look) {
        var subjects = new TreeMap<String, FactsDetector.Judged>();
        SitePoints.of(rule.selector(), look.plan()).forEach((key, subject) -> {
            Map<String, FactSource> sources = FactSources.of(facts, subject, look);
            if (sources != null) {
                subjects.put(key, new FactsDetector.Judged(subject, sources));
            }
        });
        return subjects;
    }
}
