package org.jiaoying.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.messaging.codec.BadRecordException;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    /** The bytes of version 1; never to be changed, for they lie in checkpoints. */
    private static final String VERSION_1 =
            "0888dfc7b5ca3310f4bbc7b5ca3318e8bfc7b5ca3320f0e6c7b5ca332acb010a036368341088dfc7b5ca3318d0c7c7b5ca33"
                    + "20b8cfc7b5ca332a18000000003fd999999999999a000003e83ff999999999999a3294010a096368342d6c696d697412001a"
                    + "1e08031210a0d7c7b5ca33808080808080808080011a089a9999999999f93f222508c4cbc7b5ca3310031802200428b8cfc7"
                    + "b5ca3330073a036761734201254a057731323033221e08c4cbc7b5ca3310031802200430073a036761734201254a05773132"
                    + "30332a1708c4cbc7b5ca3310031802200430073a036761734201253205636f756e7432250a0673696c656e741202636f1a17"
                    + "08c4cbc7b5ca3310031802200430073a03676173420125";

    @Test
    void theBytesOfVersion1AreRead() {
        DeviceState state = StateCodec.decode(HexFormat.of().parseHex(VERSION_1));

        assertThat(state.lastHeard).isEqualTo(1_772_323_205_000L);
        assertThat(state.offlineSince).isEqualTo(1_772_323_200_500L);
        assertThat(state.calibratingSince).isEqualTo(1_772_323_201_000L);
        assertThat(state.wakeAt).isEqualTo(1_772_323_206_000L);
        assertThat(state.silences).containsExactly(new Silence("silent", "co", breach(Issued.OPEN, null)));
        PointState point = state.point("ch4");
        assertThat(point.size).isEqualTo(2);
        assertThat(point.times).startsWith(1_772_323_203_000L, 1_772_323_204_000L);
        assertThat(point.values).startsWith(0.4, 1.6);
        assertThat(point.horizonAt).isEqualTo(1_772_323_202_000L);
        assertThat(point.traces).singleElement().satisfies(trace -> {
            assertThat(trace.ruleId).isEqualTo("ch4-limit");
            assertThat(trace.memory).isEqualTo("count");
            assertThat(trace.horizon.isCalm()).isTrue();
            assertThat(trace.head.level()).isEqualTo(Level.ORANGE);
            assertThat(trace.head.times()).containsExactly(1_772_323_204_000L, Long.MIN_VALUE);
            assertThat(trace.head.values()).containsExactly(1.6);
            assertThat(trace.issued).containsExactly(breach(1_772_323_203_000L, "w1203"), breach(Issued.OPEN, "w1203"));
            assertThat(trace.late).isEqualTo(breach(Issued.OPEN, null));
        });
    }

    @Test
    void theBytesWrittenAreThoseOfVersion1() {
        assertThat(HexFormat.of().formatHex(StateCodec.encode(state()))).isEqualTo(VERSION_1);
    }

    @Test
    void aCalmPointCostsItsSamplesOnly() {
        var state = new DeviceState();
        PointState point = state.point("ch4");
        for (int second = 0; second < 32; second++) {
            point.insert(second, 1_772_323_200_000L + second * 1000, 0.4);
        }
        point.trace("ch4-limit");

        assertThat(StateCodec.encode(state)).hasSizeLessThan(32 * 12 + 40);
    }

    @Test
    void whatIsNoStateIsRefused() {
        assertThatThrownBy(() -> StateCodec.decode(new byte[] {0x2a, 0x7f})).isInstanceOf(BadRecordException.class);
    }

    private static DeviceState state() {
        var state = new DeviceState();
        state.lastHeard = 1_772_323_205_000L;
        state.offlineSince = 1_772_323_200_500L;
        state.calibratingSince = 1_772_323_201_000L;
        state.wakeAt = 1_772_323_206_000L;
        state.silences.add(new Silence("silent", "co", breach(Issued.OPEN, null)));
        PointState point = state.point("ch4");
        point.lastHeard = 1_772_323_205_000L;
        point.insert(0, 1_772_323_203_000L, 0.4);
        point.insert(1, 1_772_323_204_000L, 1.6);
        point.horizonAt = 1_772_323_202_000L;
        RuleTrace trace = point.trace("ch4-limit");
        trace.memory = "count";
        trace.head =
                new DetectorState(Level.ORANGE, new long[] {1_772_323_204_000L, Long.MIN_VALUE}, new double[] {1.6});
        trace.issued.add(breach(1_772_323_203_000L, "w1203"));
        trace.issued.add(breach(Issued.OPEN, "w1203"));
        trace.late = breach(Issued.OPEN, null);
        return state;
    }

    private static Issued breach(long clearedAt, String zone) {
        return new Issued(1_772_323_202_500L, 3, Level.YELLOW, Level.RED, clearedAt, 7, Hazard.GAS, "%", zone);
    }
}
