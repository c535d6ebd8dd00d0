package org.jiaoying.messaging.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the numbers of MQTT 5 mean to the link. */
final class ReasonCodesTest {

    @ParameterizedTest(name = "{0} ends the connection as {1}")
    @CsvSource({
        "0x86, BAD_CREDENTIALS",
        "0x87, NOT_AUTHORIZED",
        "0x8A, NOT_AUTHORIZED",
        "0x85, NOT_AUTHORIZED",
        "0x8E, TAKEN_OVER",
        "0x8B, BROKER_CLOSED",
        "0x89, BROKER_CLOSED",
        "0x98, BROKER_CLOSED",
        "0x81, PROTOCOL",
        "0x93, PROTOCOL",
        "0x95, PROTOCOL",
        "0x00, CONNECTION_LOST",
        "0x7D00, CONNECTION_LOST",
    })
    void losses(String code, LossReason reason) {
        assertThat(LossReason.ofCode(Integer.decode(code))).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} fails the publication as {1}, worth retrying: {2}")
    @CsvSource({
        "0x97, BROKER_BUSY, true",
        "0x80, BROKER_BUSY, true",
        "0x87, NOT_AUTHORIZED, false",
        "0x90, BAD_TOPIC, false",
        "0x95, TOO_LARGE, false",
        "0x99, REFUSED, false",
    })
    void publications(String code, PublishFailure failure, boolean worthRetrying) {
        assertThat(PublishFailure.ofCode(Integer.decode(code))).isEqualTo(failure);
        assertThat(failure.worthRetrying()).isEqualTo(worthRetrying);
    }
}
