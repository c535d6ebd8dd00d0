package org.jiaoying.ingest.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAccessTest {
    private static final PasswordHash HASH = PasswordHash.of("secret");

    private final TopicAccess access = new TopicAccess(new Credentials(
            () -> List.of(new Credential("mine-user", "mine", HASH), new Credential("gateway", null, HASH)),
            InstantSource.system()));

    @ParameterizedTest
    @CsvSource({
        "mine-user, jy/v1/mine/north/gas-1/telemetry, true",
        "mine-user, jy/v1/mine/north/cards/position, true",
        "mine-user, jy/v1/mine/north/cam/event, true",
        "mine-user, jy/v1/mine/north/gas-1/status, true",
        "mine-user, jy/v1/mine/north/gas-1/command, false",
        "mine-user, jy/v1/mine/rejects, false",
        "mine-user, jy/v1/slope/east/gnss-1/telemetry, false",
        "mine-user, jy/v1/mine2/north/gas-1/telemetry, false",
        "mine-user, jy/v2/mine/north/gas-1/telemetry, false",
        "mine-user, jy/v1/mine/../gas-1/telemetry, false",
        "mine-user, jy/v1/mine/+/gas-1/telemetry, false",
        "mine-user, $SYS/x, false",
        "gateway, jy/v1/mine/rejects, true",
        "gateway, jy/v1/mine/north/gas-1/telemetry, false",
        "gateway, jy/v1/mine/north/rejects, false",
        "nobody, jy/v1/mine/north/gas-1/telemetry, false",
    })
    void publishes(String user, String topic, boolean allowed) {
        assertThat(access.mayPublish(user, topic)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "mine-user, jy/v1/mine/rejects, true",
        "mine-user, jy/v1/slope/rejects, false",
        "mine-user, jy/v1/+/rejects, false",
        "mine-user, jy/v1/#, false",
        "mine-user, '#', false",
        "mine-user, jy/v1/mine/north/gas-1/telemetry, false",
        "gateway, jy/v1/+/+/+/+, true",
        "gateway, '#', false",
        "nobody, jy/v1/mine/rejects, false",
    })
    void subscribes(String user, String filter, boolean allowed) {
        assertThat(access.maySubscribe(user, filter)).isEqualTo(allowed);
    }

    @Test
    void anEmptyUserMayNothing() {
        assertThat(access.mayPublish("", "jy/v1/mine/north/gas-1/telemetry")).isFalse();
    }
}
