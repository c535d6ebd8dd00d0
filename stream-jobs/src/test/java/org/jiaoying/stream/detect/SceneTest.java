package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.junit.jupiter.api.Test;

/** What cameras see, and cameras that do not see. */
class SceneTest {

    private static WholeSite site(String fields) {
        return new WholeSite(WholeSite.rule("scene", "scene", fields))
                .zone("w1203", Map.of())
                .device("cam-1", "camera", "w1203", Map.of("min-confidence", "0.95"))
                .device("cam-2", "camera", "w1203", Map.of());
    }

    @Test
    void anEventThatIsCalledBackTenTimesIsOneAndItsEndClearsIt() {
        var site = site("level: yellow, types: [no_helmet], quiet: 10m");
        for (int i = 0; i < 10; i++) {
            site.sees(i, "cam-2", "e-1", "no_helmet", Course.SEEN);
        }
        site.until(20).sees(30, "cam-2", "e-1", "no_helmet", Course.ENDED).until(60);
        assertThat(site.story()).containsExactly("OPENED yellow @0 cam-2", "CLEARED yellow @30 cam-2");
        assertThat(site.transitions.get(1).reason().zh()).isEqualTo("已结束，解除");

        site.sees(70, "cam-2", "e-1", "no_helmet", Course.SEEN).until(80);
        assertThat(site.story()).hasSize(2);
    }

    @Test
    void aFalseAlarmClosesTheBreachWithThatReason() {
        var site = site("level: orange, types: [intrusion]")
                .sees(0, "cam-2", "e-1", "intrusion", Course.SEEN)
                .until(10)
                .sees(20, "cam-2", "e-1", "intrusion", Course.FALSE_ALARM)
                .until(30);
        assertThat(site.story()).containsExactly("OPENED orange @0 cam-2", "CLEARED orange @20 cam-2");
        assertThat(site.transitions.get(1).reason().zh()).isEqualTo("误报，解除");
        assertThat(site.transitions.get(1).reason().en()).isEqualTo("Cleared: a false alarm");
    }

    @Test
    void aFalseAlarmThatComesBeforeItsEventIsBelieved() {
        var site = site("level: orange, types: [intrusion]")
                .sees(0, "cam-2", "e-1", "intrusion", Course.FALSE_ALARM)
                .until(10)
                .sees(20, "cam-2", "e-1", "intrusion", Course.SEEN)
                .until(30);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void soManyDifferentEventsWithinATimeAreNeeded() {
        var site = site("level: yellow, types: [no_helmet], times: 3, within: 10s, quiet: 20s");
        site.sees(0, "cam-2", "a", "no_helmet", Course.SEEN)
                .sees(1, "cam-2", "a", "no_helmet", Course.SEEN)
                .sees(2, "cam-2", "b", "no_helmet", Course.SEEN)
                .sees(15, "cam-2", "c", "no_helmet", Course.SEEN)
                .until(100);
        assertThat(site.story()).isEmpty();

        site.sees(200, "cam-2", "no_helmet")
                .sees(201, "cam-2", "no_helmet")
                .sees(202, "cam-2", "no_helmet")
                .until(300);
        assertThat(site.story()).containsExactly("OPENED yellow @202 cam-2", "CLEARED yellow @222 cam-2");
    }

    @Test
    void anEventTakenForAFalseAlarmDoesNotCount() {
        var site = site("level: yellow, types: [no_helmet], times: 2, within: 10s");
        site.sees(0, "cam-2", "a", "no_helmet", Course.SEEN)
                .sees(1, "cam-2", "a", "no_helmet", Course.FALSE_ALARM)
                .sees(2, "cam-2", "b", "no_helmet", Course.SEEN)
                .until(100);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void theConfidenceNeededMayDifferByCamera() {
        var site = site("level: yellow, types: [smoke], confidence: min-confidence else 0.6")
                .sees(0, "cam-1", "smoke")
                .sees(0, "cam-2", "smoke")
                .until(1);
        assertThat(site.story()).containsExactly("OPENED yellow @0 cam-2");
    }

    @Test
    void aCameraThatDoesNotSeeForLongIsFoundAndClearsWhenItSeesAgain() {
        var site = site("level: blue, types: [offline, occluded, frozen], for: 10m");
        site.sees(0, "cam-1", "occluded").sees(100, "cam-1", "occluded").until(599);
        assertThat(site.story()).isEmpty();
        site.until(4000);
        assertThat(site.story()).containsExactly("OPENED blue @600 cam-1");
        site.sees(5000, "cam-1", "online").until(5001);
        assertThat(site.story()).containsExactly("OPENED blue @600 cam-1", "CLEARED blue @5000 cam-1");
        assertThat(site.transitions.get(1).reason().zh()).isEqualTo("摄像机已恢复，解除");
    }

    @Test
    void aCameraThatIsDarkForAShortWhileIsNoMatter() {
        var site = site("level: blue, types: [offline, occluded, frozen], for: 10m");
        site.sees(0, "cam-1", "offline").sees(300, "cam-1", "online").until(5000);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void aCameraWhoseLinkIsLostIsOfflineAsIfItHadSaidSo() {
        var site = site("level: blue, types: [offline], for: 10m")
                .says(0, "cam-1", new Status(Status.State.OFFLINE, Mine.at(0), TimeBasis.ARRIVAL))
                .until(700)
                .says(800, "cam-1", new Status(Status.State.ONLINE, Mine.at(800), TimeBasis.DEVICE))
                .until(900);
        assertThat(site.story()).containsExactly("OPENED blue @600 cam-1", "CLEARED blue @800 cam-1");
    }

    @Test
    void backfillIsForTheRecordOnly() {
        var site = site("level: yellow, types: [no_helmet]")
                .says(5000, "cam-2", new SceneEvent("x", "no_helmet", 1, null, Mine.at(10), TimeBasis.LATE))
                .until(6000);
        assertThat(site.story()).containsExactly("OPENED yellow @10 cam-2 late", "CLEARED yellow @10 cam-2 late");
    }

    @Test
    void aRuleThatIsWithdrawnClearsItsBreaches() {
        var site = site("level: yellow, types: [no_helmet], quiet: 1h")
                .sees(0, "cam-2", "no_helmet")
                .until(1);
        site.become().until(5);
        assertThat(site.story()).containsExactly("OPENED yellow @0 cam-2", "CLEARED yellow @5 cam-2");
    }
}
