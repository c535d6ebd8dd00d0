package org.jiaoying.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.messaging.codec.Records.ENTERPRISE;
import static org.jiaoying.messaging.codec.Records.FAULT;
import static org.jiaoying.messaging.codec.Records.HEARTBEAT;
import static org.jiaoying.messaging.codec.Records.MESSAGE;
import static org.jiaoying.messaging.codec.Records.PROGRESS;
import static org.jiaoying.messaging.codec.Records.REGISTERED;
import static org.jiaoying.messaging.codec.Records.REJECT;
import static org.jiaoying.messaging.codec.Records.RULE;
import static org.jiaoying.messaging.codec.Records.SITE;
import static org.jiaoying.messaging.codec.Records.TRANSITION;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiaoying.messaging.codec.RegisterCodec.Versioned;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a released version wrote stays readable: these files are never written again, only added to. */
class KeptBytesTest {

    record Kept(String file, Function<byte[], Object> decode, Object says) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Kept> version1() {
        return Stream.of(
                new Kept("observation-message", ObservationCodec::decode, new ObservationEntry.Message(MESSAGE)),
                new Kept("observation-heartbeat", ObservationCodec::decode, HEARTBEAT),
                new Kept("breach-transition", BreachCodec::decode, new BreachEntry.Transition(TRANSITION)),
                new Kept("breach-progress", BreachCodec::decode, PROGRESS),
                new Kept("reject", RejectCodec::decode, REJECT),
                new Kept("rule", RuleCodec::decodeRule, RULE),
                new Kept("rule-fault", RuleCodec::decodeFault, FAULT),
                new Kept("register-enterprise", RegisterCodec::decode, new Versioned(7, ENTERPRISE)),
                new Kept("register-site", RegisterCodec::decode, new Versioned(7, SITE)),
                new Kept("register-device", RegisterCodec::decode, new Versioned(7, REGISTERED)));
    }

    @ParameterizedTest
    @MethodSource("version1")
    void readsTheBytesOfVersion1(Kept kept) throws IOException {
        String resource = "/records/v1/" + kept.file() + ".bin";
        try (InputStream in = Objects.requireNonNull(KeptBytesTest.class.getResourceAsStream(resource), resource)) {
            assertThat(kept.decode().apply(in.readAllBytes())).isEqualTo(kept.says());
        }
    }
}
