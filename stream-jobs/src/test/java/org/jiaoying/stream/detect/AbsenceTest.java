package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Rule POINT = Mine.rule("silent", "absence", "level: yellow, after: 60s");
    private static final Rule DEVICE = RuleParser.rule("device", """
            {id: device-silent, hazard: gas, kind: absence, clause: c, from: 2020-02-01, title: {zh: 失联, en: Silent},
             subject: {device-kind: gas-sensor}, level: orange, after: 60s,
             say: {zh: "{device} 自 {last} 起无数据", en: "{device} silent since {last}"}, advice: {zh: 查, en: Check}}""");

    @Test
    void silenceIsABreachWhenItsTimeIsUp() {
        var mine = new Mine(POINT).sends(0, 0.1).looks(59.9);
        assertThat(mine.story()).isEmpty();
        assertThat(mine.nextLook(59.9)).isEqualTo(Mine.START + 60_000);

        mine.looks(60).looks(61);
        assertThat(mine.story()).containsExactly("OPENED yellow @60");
    }

    @Test
    void aClockThatWasPutRightHidesNoSilence() {
        var point = new Mine(POINT).sends(3_600, 0.1).sends(20, 0.1);
        assertThat(point.nextLook(20)).isEqualTo(Mine.START + 80_000);
        assertThat(point.looks(80).story()).containsExactly("OPENED yellow @80");

        var device = new Mine(DEVICE).sends(3_600, 0.1).looks(3_660).sends(20, 0.1);
        assertThat(device.story()).containsExactly("OPENED orange @3660", "CLEARED orange @3600");
        assertThat(device.nextLook(20)).isEqualTo(Mine.START + 80_000);
    }

    @Test
    void speakingAgainClearsWhateverTheQuality() {
        var mine = new Mine(POINT).sends(0, 0.1).looks(60).sends(90, 0.1, Quality.FAULT, TimeBasis.DEVICE);

        assertThat(mine.story()).containsExactly("OPENED yellow @60", "CLEARED yellow @90");
        assertThat(mine.transitions.get(0).reason().zh()).isNotEmpty();
    }

    @Test
    void aSilenceThatNobodySawInTimeIsToldWhenItEnds() {
        var seen = new Mine(DEVICE).sends(0, 0.1).looks(60).sends(90, 0.1);
        var unseen = new Mine(DEVICE).sends(0, 0.1).sends(90, 0.1);

        assertThat(unseen.transitions).isEqualTo(seen.transitions);
        assertThat(unseen.story()).containsExactly("OPENED orange @60", "CLEARED orange @90");
    }

    @Test
    void whatNeverSpokeCannotStop() {
        assertThat(new Mine(POINT).looks(10_000).story()).isEmpty();
    }

    @Test
    void aReportedLossShortensTheWaiting() {
        var mine = new Mine(DEVICE).sends(0, 0.1).says(5, Status.State.OFFLINE).looks(14.9);
        assertThat(mine.story()).isEmpty();
        mine.looks(15);
        assertThat(mine.story()).containsExactly("OPENED orange @15");
        mine.says(20, Status.State.ONLINE);
        assertThat(mine.story()).containsExactly("OPENED orange @15", "CLEARED orange @20");
    }

    @Test
    void aLinkThatComesBackAtOnceWasNotAbsent() {
        var mine = new Mine(DEVICE)
                .sends(0, 0.1)
                .says(5, Status.State.OFFLINE)
                .says(7, Status.State.ONLINE)
                .looks(30)
                .sends(40, 0.1);

        assertThat(mine.story()).isEmpty();
    }

    @Test
    void theSentenceSaysSinceWhenInTheTimeOfTheSite() {
        var mine = new Mine(DEVICE).sends(0, 0.1).looks(60);

        assertThat(mine.transitions.get(0).reason().en()).isEqualTo("Methane 1 silent since 2026-03-01 08:00:00");
        assertThat(mine.transitions.get(0).point()).isNull();
    }

    @Test
    void aPointIsSilentWhileItsDeviceSpeaks() {
        var mine = new Mine(POINT, DEVICE)
                .sends(0, 0.1)
                .says(50, Status.State.ONLINE)
                .looks(60);

        assertThat(mine.story()).containsExactly("OPENED yellow @60");
    }
}
