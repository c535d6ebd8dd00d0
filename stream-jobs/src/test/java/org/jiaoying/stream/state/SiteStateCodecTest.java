package org.jiaoying.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.messaging.codec.BadRecordException;
import org.junit.jupiter.api.Test;

class SiteStateCodecTest {
    /** The bytes of version 1; never to be changed, for they lie in checkpoints. */
    private static final String VERSION_1 =
            "0888dfc7b5ca3312570a0550313032331205773132303318e0aac1b5ca3320809084b4ca333205736861667438a0d7c7"
                    + "b5ca3340a0d7c7b5ca334a0973746174696f6e2d315100000000000029405900000000000008c060bcd6c7b5ca336807"
                    + "1a7f0a0c7a6f6e652d63726f77646564120563726f7764180320e08ccbb5ca332a5f0a1564656d6f2d6d696e652f6e6f"
                    + "7274682377313230331208120680b8c7b5ca331a2108c4cbc7b5ca3310021802200430033a09706572736f6e6e656c4a"
                    + "057731323033221964656d6f2d6d696e652f6e6f7274682f73746174696f6e2d3122120a0973746174696f6e2d3110a0"
                    + "d7c7b5ca3328a8fec7b5ca33";

    @Test
    void theBytesOfVersion1AreRead() {
        SiteState state = SiteStateCodec.decode(HexFormat.of().parseHex(VERSION_1));

        assertThat(state.judgedUntil).isEqualTo(1_772_323_205_000L);
        assertThat(state.settlesAt).isEqualTo(1_772_323_209_000L);
        assertThat(state.heard).containsOnlyKeys("station-1").containsValue(1_772_323_204_000L);
        CardState card = state.cards.get("P1023");
        assertThat(card.zone).isEqualTo("w1203");
        assertThat(card.zoneSince).isEqualTo(1_772_323_100_000L);
        assertThat(card.staySince).isEqualTo(1_772_320_000_000L);
        assertThat(card.outSince).isZero();
        assertThat(card.present()).isTrue();
        assertThat(card.candidate).isEqualTo("shaft");
        assertThat(card.candidateSince).isEqualTo(1_772_323_204_000L);
        assertThat(card.lastAt).isEqualTo(1_772_323_204_000L);
        assertThat(card.stamp).isEqualTo(1_772_323_203_900L);
        assertThat(card.station).isEqualTo("station-1");
        assertThat(card.x).isEqualTo(12.5);
        assertThat(card.y).isEqualTo(-3.0);
        assertThat(card.moves).isEqualTo(7);
        SiteTrace trace = state.traces.get("zone-crowded");
        assertThat(trace.memory).isEqualTo("crowd");
        assertThat(trace.version).isEqualTo(3);
        assertThat(trace.dueAt).isEqualTo(1_772_323_260_000L);
        SubjectTrace subject = trace.subjects.get("demo-mine/north#w1203");
        assertThat(subject.state.times()).containsExactly(1_772_323_200_000L);
        assertThat(subject.device).isEqualTo("demo-mine/north/station-1");
        assertThat(subject.issued)
                .isEqualTo(new Issued(
                        1_772_323_202_500L, 2, Level.YELLOW, Level.RED, Issued.OPEN, 3, Hazard.PERSONNEL, "", "w1203"));
    }

    @Test
    void theBytesWrittenAreThoseOfVersion1() {
        assertThat(HexFormat.of().formatHex(SiteStateCodec.encode(state()))).isEqualTo(VERSION_1);
    }

    @Test
    void whatRemembersNothingIsLeftOut() {
        var state = new SiteState();
        int empty = SiteStateCodec.encode(state).length;
        state.trace("r").subject("demo-mine/north#w1203");
        assertThat(SiteStateCodec.encode(state)).hasSizeLessThan(empty + 10);
    }

    @Test
    void aCardTakesLessThanAHundredBytes() {
        assertThat(SiteStateCodec.encode(state())).hasSizeLessThan(300);
        var one = new SiteState();
        one.cards.put("P1023", state().cards.get("P1023"));
        assertThat(SiteStateCodec.encode(one)).hasSizeLessThan(100);
    }

    @Test
    void whatIsNoStateIsRefused() {
        assertThatThrownBy(() -> SiteStateCodec.decode(new byte[] {0x12, 0x7f})).isInstanceOf(BadRecordException.class);
    }

    private static SiteState state() {
        var state = new SiteState();
        state.judgedUntil = 1_772_323_205_000L;
        state.settlesAt = 1_772_323_209_000L;
        state.heard.put("station-1", 1_772_323_204_000L);
        var card = new CardState();
        card.zone = "w1203";
        card.zoneSince = 1_772_323_100_000L;
        card.staySince = 1_772_320_000_000L;
        card.candidate = "shaft";
        card.candidateSince = 1_772_323_204_000L;
        card.lastAt = 1_772_323_204_000L;
        card.stamp = 1_772_323_203_900L;
        card.station = "station-1";
        card.x = 12.5;
        card.y = -3.0;
        card.moves = 7;
        state.cards.put("P1023", card);
        SiteTrace trace = state.trace("zone-crowded");
        trace.memory = "crowd";
        trace.version = 3;
        trace.dueAt = 1_772_323_260_000L;
        SubjectTrace subject = trace.subject("demo-mine/north#w1203");
        subject.state = new DetectorState(null, new long[] {1_772_323_200_000L}, new double[0]);
        subject.device = "demo-mine/north/station-1";
        subject.issued = new Issued(
                1_772_323_202_500L, 2, Level.YELLOW, Level.RED, Issued.OPEN, 3, Hazard.PERSONNEL, "", "w1203");
        return state;
    }
}
