package org.jiaoying.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jspecify.annotations.Nullable;

/** What is written is what is read, and what nobody wrote is refused as such. */
class CodecProperties {

    @Property
    void aMessageComesBackAsItWasWritten(@ForAll("messages") DeviceMessage message) {
        assertThat(ObservationCodec.decode(ObservationCodec.encode(message)))
                .isEqualTo(new ObservationEntry.Message(message));
    }

    @Property
    void aTransitionComesBackAsItWasWritten(@ForAll("transitions") BreachTransition transition) {
        var entry = new BreachEntry.Transition(transition);
        assertThat(BreachCodec.decode(BreachCodec.encode(entry))).isEqualTo(entry);
    }

    @Property
    void progressAndHeartbeatComeBackAsTheyWereWritten(@ForAll("instants") Instant at) {
        var progress = new BreachEntry.Progress(at);
        assertThat(BreachCodec.decode(BreachCodec.encode(progress))).isEqualTo(progress);
        var heartbeat = new ObservationEntry.Heartbeat("gateway", at);
        assertThat(ObservationCodec.decode(ObservationCodec.encode(heartbeat))).isEqualTo(heartbeat);
    }

    @Property
    void aRejectComesBackAsItWasWritten(
            @ForAll RejectCode code, @ForAll("instants") Instant at, @ForAll("texts") String sample) {
        var reject = new Reject("", "any/topic", at, code, "a reason", sample);
        assertThat(RejectCodec.decode(RejectCodec.encode(reject))).isEqualTo(reject);
    }

    @Property
    void bytesOfAnythingElseAreABadRecordAndNoOtherFailure(@ForAll byte[] garbage) {
        refusesOrReads(ObservationCodec::decode, garbage);
        refusesOrReads(BreachCodec::decode, garbage);
        refusesOrReads(RegisterCodec::decode, garbage);
        refusesOrReads(RejectCodec::decode, garbage);
        refusesOrReads(RuleCodec::decodeRule, garbage);
        refusesOrReads(RuleCodec::decodeFault, garbage);
    }

    @Property
    void aRecordCutOffOrWithOneByteChangedIsABadRecordAndNoOtherFailure(
            @ForAll("messages") DeviceMessage message,
            @ForAll("transitions") BreachTransition transition,
            @ForAll int place,
            @ForAll byte other) {
        byte[] observation = ObservationCodec.encode(message);
        refusesOrReads(ObservationCodec::decode, cut(observation, place));
        refusesOrReads(ObservationCodec::decode, changed(observation, place, other));
        byte[] breach = BreachCodec.encode(new BreachEntry.Transition(transition));
        refusesOrReads(BreachCodec::decode, cut(breach, place));
        refusesOrReads(BreachCodec::decode, changed(breach, place, other));
        byte[] device = RegisterCodec.encode(1, Records.REGISTERED);
        refusesOrReads(RegisterCodec::decode, cut(device, place));
        refusesOrReads(RegisterCodec::decode, changed(device, place, other));
        byte[] site = RegisterCodec.encode(1, Records.SITE);
        refusesOrReads(RegisterCodec::decode, changed(site, place, other));
    }

    @Property(tries = 1)
    void nothingAtAllIsABadRecord() {
        List<Function<byte[], Object>> decoders = List.of(
                ObservationCodec::decode,
                BreachCodec::decode,
                RegisterCodec::decode,
                RejectCodec::decode,
                RuleCodec::decodeRule,
                RuleCodec::decodeFault);
        for (Function<byte[], Object> decoder : decoders) {
            assertThatThrownBy(() -> decoder.apply(new byte[0])).isInstanceOf(BadRecordException.class);
        }
    }

    private static void refusesOrReads(Function<byte[], Object> decode, byte[] bytes) {
        try {
            assertThat(decode.apply(bytes)).isNotNull();
        } catch (BadRecordException refused) {
            assertThat(refused).hasMessageContaining("record");
        }
    }

    private static byte[] cut(byte[] bytes, int place) {
        return Arrays.copyOf(bytes, Math.floorMod(place, bytes.length));
    }

    private static byte[] changed(byte[] bytes, int place, byte other) {
        byte[] changed = bytes.clone();
        changed[Math.floorMod(place, bytes.length)] = other;
        return changed;
    }

    @Provide
    Arbitrary<DeviceMessage> messages() {
        return instants().flatMap(receivedAt -> {
            Arbitrary<Instant> times = Arbitraries.longs()
                    .between(-100_000_000_000L, 100_000_000_000L)
                    .map(receivedAt::plusMillis);
            // In the order of kinds in which a message comes back.
            return Combinators.combine(
                            keys(),
                            readings(times).list().ofMaxSize(5),
                            positions(times).list().ofMaxSize(3),
                            sceneEvents(times).list().ofMaxSize(3),
                            statuses(times).list().ofMaxSize(3))
                    .as((key, readings, positions, events, statuses) -> new DeviceMessage(
                            key,
                            receivedAt,
                            List.of(readings, positions, events, statuses).stream()
                                    .<Observation>flatMap(List::stream)
                                    .toList()));
        });
    }

    private static Arbitrary<Observation> readings(Arbitrary<Instant> times) {
        return Combinators.combine(
                        ids(),
                        times,
                        Arbitraries.doubles(),
                        Arbitraries.of(Quality.class),
                        Arbitraries.of(TimeBasis.class))
                .as(Reading::new);
    }

    private static Arbitrary<Observation> positions(Arbitrary<Instant> times) {
        Arbitrary<Double> metres = Arbitraries.doubles().injectNull(0.3);
        return Combinators.combine(
                        ids(),
                        ids().injectNull(0.3),
                        Arbitraries.of(Position.Movement.class),
                        metres,
                        metres,
                        metres,
                        times,
                        Arbitraries.of(TimeBasis.class))
                .as(Position::new);
    }

    private static Arbitrary<Observation> sceneEvents(Arbitrary<Instant> times) {
        return Combinators.combine(
                        ids().injectNull(0.3),
                        ids(),
                        Arbitraries.doubles().between(0, 1),
                        allTexts().injectNull(0.3),
                        times,
                        Arbitraries.of(TimeBasis.class))
                .as(SceneEvent::new);
    }

    private static Arbitrary<Observation> statuses(Arbitrary<Instant> times) {
        return Combinators.combine(Arbitraries.of(Status.State.class), times, Arbitraries.of(TimeBasis.class))
                .as(Status::new);
    }

    @Provide
    Arbitrary<BreachTransition> transitions() {
        return Combinators.combine(subjects(), measures(), instants(), Arbitraries.of(Level.class), reasons())
                .as((subject, measure, at, level, reason) -> new BreachTransition(
                        subject.breachId(),
                        subject.revision(),
                        subject.change(),
                        "rule",
                        3,
                        subject.hazard(),
                        subject.device(),
                        subject.zone(),
                        subject.point(),
                        level,
                        at,
                        at.plusMillis(3),
                        measure.value(),
                        measure.limit(),
                        measure.unit(),
                        measure.late(),
                        reason,
                        measure.evidence(),
                        measure.late()));
    }

    private record Subject(
            String breachId,
            int revision,
            BreachTransition.Change change,
            Hazard hazard,
            DeviceKey device,
            @Nullable String zone,
            @Nullable String point) {}

    private record Measure(
            @Nullable Double value,
            @Nullable Double limit,
            String unit,
            boolean late,
            @Nullable Evidence evidence) {}

    private static Arbitrary<Subject> subjects() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.of(BreachTransition.Change.class),
                        Arbitraries.of(Hazard.class),
                        keys(),
                        ids().injectNull(0.3),
                        ids().injectNull(0.3))
                .as(Subject::new);
    }

    private static Arbitrary<Measure> measures() {
        Arbitrary<Double> values = Arbitraries.doubles().injectNull(0.3);
        return Combinators.combine(
                        values,
                        values,
                        allTexts(),
                        Arbitraries.of(true, false),
                        evidences().injectNull(0.5))
                .as(Measure::new);
    }

    private static Arbitrary<Evidence> evidences() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        Arbitrary<Double> values = Arbitraries.doubles().between(-1e9, 1e9);
        return Combinators.combine(
                        reasons(),
                        Arbitraries.maps(ids(), values).ofMaxSize(5),
                        Combinators.combine(times, times)
                                .as(Evidence.Stretch::new)
                                .injectNull(0.3),
                        Combinators.combine(times, values)
                                .as(Evidence.Sample::new)
                                .list()
                                .ofMaxSize(Evidence.MAX_SAMPLES + 5),
                        ids().list().ofMaxSize(3),
                        Combinators.combine(times, times, times)
                                .as(Evidence.Forecast::new)
                                .injectNull(0.5))
                .as(Evidence::new);
    }

    private static Arbitrary<Text> reasons() {
        return Combinators.combine(allTexts(), allTexts()).as(Text::new);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
    }

    @Provide
    Arbitrary<String> texts() {
        return allTexts();
    }

    /** Any text that UTF-8 can carry. */
    private static Arbitrary<String> allTexts() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(40);
    }

    private static Arbitrary<DeviceKey> keys() {
        return Combinators.combine(ids(), ids(), ids()).as(DeviceKey::new);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("_.-")
                .ofMinLength(1)
                .ofMaxLength(20);
    }
}
