package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

class RuleRoundTripTest {

    @Property(tries = 500)
    @Domain(AnyRules.class)
    void anyRuleSurvivesTheWayThroughJson(@ForAll Rule rule) {
        assertThat(RuleParser.rule("json", RuleJson.write(rule))).isEqualTo(rule);
    }

    @Property
    void anyDurationIsReadBack(@ForAll("durations") Duration duration) {
        String text = org.jiaoying.domain.document.DurationText.format(duration);
        assertThat(org.jiaoying.domain.document.DurationText.parse(text)).isEqualTo(duration);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, 3_660L * 86_400_000).map(Duration::ofMillis);
    }
}
