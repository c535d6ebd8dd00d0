package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Plans rules about one thing that follows another. */
final class SequenceKind implements SiteKind<Condition.Sequence> {

    @Override
    public Class<Condition.Sequence> type() {
        return Condition.Sequence.class;
    }

    @Override
    public boolean looksAround(Condition.Sequence sequence) {
        return true;
    }

    @Override
    public void want(Rule rule, Condition.Sequence sequence, Device device, Wanted wanted) {
        FactSources.want(sequence.facts(), device, wanted);
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Sequence sequence, SiteLook look) {
        Map<String, FactsDetector.Judged> subjects = CorrelationKind.subjects(rule, sequence.facts(), look);
        if (subjects.isEmpty()) {
            return null;
        }
        Subject any = subjects.values().iterator().next().subject();
        Duration within = look.up(sequence.within(), Amounts::duration, any);
        return within == null
                ? null
                : new SequenceDetector(
                        subjects,
                        FactSources.longestRise(sequence.facts()),
                        sequence.level(),
                        sequence.first(),
                        sequence.then(),
                        within.toMillis());
    }
}
