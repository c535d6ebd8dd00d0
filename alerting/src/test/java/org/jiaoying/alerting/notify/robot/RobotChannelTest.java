package org.jiaoying.alerting.notify.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.StandIn;
import org.jiaoying.alerting.notify.robot.RobotChannel.Platform;
import org.jiaoying.alerting.notify.robot.RobotChannel.Robot;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots against a stand-in that answers as the platforms' documents say, and as they do not. */
class RobotChannelTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String SECRET = "SECdemo";

    private final StandIn platform = new StandIn();

    @AfterEach
    void close() {
        platform.close();
    }

    private RobotChannel channel(Platform of) {
        platform.answer = (request, seen) -> request.response().end("{\"errcode\":0,\"errmsg\":\"ok\"}");
        return new RobotChannel(
                of,
                List.of(new Robot("duty", platform.at("/robot/send?access_token=t"), SECRET)),
                new WebCaller(platform.vertx(), true, Duration.ofSeconds(5)),
                () -> NOW);
    }

    private List<String> arrived() {
        return platform.requests.stream()
                .map(request ->
                        new JsonObject(request.body()).getJsonObject("text").getString("content"))
                .toList();
    }

    @Test
    void dingTalkIsSignedOverTimeAndSecretAndKeepsItsToken() throws Exception {
        send(channel(Platform.DINGTALK), "duty");
        var query = platform.requests.get(0).query();
        String time = Long.toString(NOW.toEpochMilli());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(query)
                .containsEntry("access_token", "t")
                .containsEntry("timestamp", time)
                .containsEntry(
                        "sign",
                        Base64.getEncoder()
                                .encodeToString(mac.doFinal((time + "\n" + SECRET).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void twoHundredWithAnErrorCodeIsNotSent() {
        RobotChannel channel = channel(Platform.DINGTALK);
        platform.answer =
                (request, seen) -> request.response().end("{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
        assertThat(send(channel, "duty"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isFalse());
        platform.answer = (request, seen) -> request.response().end("{\"errcode\":130101}");
        assertThat(send(channel, "duty"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>login</html>", "[]", "null", "{}", "{\"errcode\":\"0\"}", "{\"errcode\":"})
    void whatIsNoAnswerOfTheApiIsNotSent(String garbage) {
        RobotChannel channel = channel(Platform.WECOM);
        platform.answer = (request, seen) -> request.response().end(garbage);
        assertThat(send(channel, "duty"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.code()).isEqualTo("bad-answer"));
    }

    @Test
    void aRobotNobodyKnowsIsRefused() {
        assertThat(send(channel(Platform.WECOM), "other"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.code()).isEqualTo("unknown-address"));
        assertThat(platform.requests).isEmpty();
    }

    @Test
    void theRateIsThatOfThePlatformForEachRobot() {
        assertThat(channel(Platform.WECOM).capabilities().rate().toString()).isEqualTo("20 in 60.0 s");
    }

    private static Submission send(Channel channel, String robot) {
        return channel.send(new Message("k1", robot, "橙色预警"))
                .toCompletableFuture()
                .join();
    }

    private abstract class Contract extends ChannelContract {
        private final RobotChannel own;

        Contract(Platform of) {
            own = RobotChannelTest.this.channel(of);
        }

        @Override
        protected Channel channel() {
            return own;
        }

        @Override
        protected String address() {
            return "duty";
        }

        @Override
        protected List<String> arrived() {
            return RobotChannelTest.this.arrived();
        }

        @Override
        protected boolean carrierKnowsKeys() {
            return false;
        }

        @Override
        protected void cutOff() {
            platform.stop();
        }
    }

    @Nested
    class DingTalkContract extends Contract {
        DingTalkContract() {
            super(Platform.DINGTALK);
        }
    }

    @Nested
    class WeComContract extends Contract {
        WeComContract() {
            super(Platform.WECOM);
        }
    }
}
