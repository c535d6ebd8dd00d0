package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the desk is told of the channels. */
class ChannelApiTest {
    private final Served served = Served.fresh();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void eachSaysWhatItCanDoAndWhichOfItsCarriersAreThere() {
        JsonObject sms = channel(0);
        assertThat(sms.getString("channel")).isEqualTo("sms");
        assertThat(sms.getString("state")).isEqualTo("ready");
        assertThat(sms.getJsonArray("carriers").encode())
                .isEqualTo(
                        "[{\"name\":\"sms-first\",\"reachable\":false},{\"name\":\"sms-second\",\"reachable\":true}]");
        assertThat(sms.getJsonObject("rate").encode()).isEqualTo("{\"texts\":50,\"seconds\":1.0}");
        assertThat(sms.getValue("lastError")).isNull();
        assertThat(channel(1).getString("state")).as("no carrier is there").isEqualTo("away");
    }

    @Test
    void aTextThatWaitsForAMinuteOrFailedLastIsTroubleAndOneThatWentOutSinceEndsIt() {
        served.engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(channel(0).getInteger("waiting")).isEqualTo(1);
        assertThat(channel(0).getString("state")).isEqualTo("ready");
        served.engine.clock.advance(Duration.ofSeconds(61));
        assertThat(channel(0).getString("state")).isEqualTo("trouble");
        served.engine.execute(
                "update outbox set state = 'FAILED', failure_code = 'refused', failure_reason = 'center answered"
                        + " 0x0000000b', ended_at = '" + served.engine.clock.instant() + "'");
        JsonObject failed = channel(0);
        assertThat(failed.getString("state")).isEqualTo("trouble");
        assertThat(failed.getInteger("failed")).isEqualTo(1);
        assertThat(failed.getInteger("waiting")).isZero();
        assertThat(failed.getJsonObject("lastError"))
                .isEqualTo(new JsonObject()
                        .put("at", served.engine.clock.instant().toString())
                        .put("code", "refused")
                        .put("reason", "center answered 0x0000000b"));
        served.engine.execute(
                "insert into outbox (id, channel, address, text, purpose, urgency, due, created_at, state,"
                        + " submitted_at) select 'later', channel, address, text, purpose, urgency, due, created_at, 'DELIVERED', '"
                        + served.engine.clock.instant().plusSeconds(1) + "' from outbox");
        assertThat(channel(0).getString("state")).isEqualTo("ready");
        served.engine.clock.advance(Duration.ofDays(2));
        assertThat(channel(0).getValue("lastError")).as("of the last day").isNull();
    }

    @Test
    void enterprisesAndOfficialsAreNotTold() {
        assertThat(served.get("/api/v1/channels").as(Served.MINE).status()).isEqualTo(403);
        assertThat(served.get("/api/v1/channels").as(Served.ZHANG).status()).isEqualTo(403);
    }

    private JsonObject channel(int index) {
        return served.get("/api/v1/channels")
                .as(Served.OFFICER)
                .json()
                .getJsonArray("items")
                .getJsonObject(index);
    }
}
