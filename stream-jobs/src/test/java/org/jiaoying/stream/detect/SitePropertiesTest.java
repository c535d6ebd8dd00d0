package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.DeviceMessage;

/** What holds of a site's breaches whatever comes in whatever order. */
class SitePropertiesTest {
    @Property(tries = 150)
    void theOrderOfArrivalAndRepeatsChangeNothing(@ForAll Random random) {
        List<DeviceMessage> said = SiteTraffic.said(random, WholeSite.SITE);
        List<String> inOrder = told(play(said, 1, random));
        assertThat(inOrder).isNotEmpty();

        List<DeviceMessage> other = new ArrayList<>();
        for (DeviceMessage message : said) {
            other.add(other.isEmpty() ? 0 : Math.max(0, other.size() - random.nextInt(8)), message);
            if (random.nextInt(4) == 0) {
                other.add(message);
            }
        }
        assertThat(told(play(other, 1, random))).isEqualTo(inOrder);
    }

    @Property(tries = 150)
    void howFarTimeJumpsChangesNothing(@ForAll Random random) {
        List<DeviceMessage> said = SiteTraffic.said(random, WholeSite.SITE);
        assertThat(told(play(said, 1 + random.nextInt(60), random))).isEqualTo(told(play(said, 1, random)));
    }

    @Property(tries = 150)
    void everyBreachLivesByTheTableAndIsOpenedOnce(@ForAll Random random) {
        Map<String, BreachTransition> last = new LinkedHashMap<>();
        for (BreachTransition step : play(SiteTraffic.said(random, WholeSite.SITE), 3, random)) {
            BreachTransition before = last.put(step.breachId(), step);
            assertThat(step.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(step.change() == Change.OPENED).isEqualTo(before == null);
            assertThat(before == null || before.change() != Change.CLEARED).isTrue();
            assertThat(before == null || !step.at().isBefore(before.at())).isTrue();
            assertThat(before == null || step.device().equals(before.device())).isTrue();
        }
    }

    /** Messages come some time before event time does, which goes on by {@code step} seconds; the state goes through its bytes. */
    private static List<BreachTransition> play(List<DeviceMessage> said, int step, Random random) {
        var site = SiteTraffic.site();
        site.until(0);
        List<DeviceMessage> later = new ArrayList<>(said);
        for (int now = step; now < SiteTraffic.SECONDS + 200 + step; now += step) {
            long until = Mine.at(now).toEpochMilli();
            later.removeIf(message -> {
                boolean comes = message.receivedAt().toEpochMilli() <= until;
                if (comes) {
                    site.receives(message);
                }
                return comes;
            });
            site.until(now);
        }
        site.until(2 * SiteTraffic.SECONDS + 300);
        return site.transitions;
    }

    private static List<String> told(List<BreachTransition> transitions) {
        return transitions.stream()
                .map(step -> step.breachId() + " " + step.ruleId() + " " + step.revision() + " " + step.change() + " "
                        + step.level() + " " + step.at() + " " + step.device() + " " + step.zone() + " "
                        + step.value() + " " + step.reason())
                .sorted()
                .toList();
    }
}
