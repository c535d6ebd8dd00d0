package org.jiaoying.alerting.notify.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMS and voice over Aliyun's SDK, against a stand-in of its API. */
class AliyunChannelsTest {
    private static final String PHONE = "8613800000001";

    private final AliyunApi api = new AliyunApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Nested
    class Sms extends ChannelContract {
        private final AliyunSms channel = new AliyunSms(api.settings());

        @AfterEach
        void end() {
            channel.close();
        }

        @Test
        void theTemplateSignatureKeyAndVariablesAreGiven() {
            send(channel, true);
            assertThat(api.taken.get(0))
                    .containsEntry("Action", "SendSms")
                    .containsEntry("SignName", "叫应")
                    .containsEntry("TemplateCode", "SMS_2")
                    .containsEntry("PhoneNumbers", PHONE)
                    .containsEntry("OutId", "k1");
            var variables = new JsonObject(api.taken.get(0).get("TemplateParam"));
            assertThat(variables.getString("drill")).isEqualTo("演练");
            assertThat(variables.getString("what")).isEqualTo("甲烷超限1.62%限值1.5%");
        }

        @Test
        void freeTextIsNotCarriedAndThatIsSaid() {
            assertThat(channel.send(new Message("k1", PHONE, "收到"))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOfSatisfying(
                            Submission.NotSent.class,
                            notSent -> assertThat(notSent.again()).isFalse());
        }

        @Test
        void aRefusalIsNotSentAndFlowControlIsTriedAgain() {
            answers("{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"no\"}");
            assertThat(notSent(channel).again()).isFalse();
            answers("{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"too fast\"}");
            assertThat(notSent(channel).again()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>", "{}", "{\"Code\":\"OK\"}", "[1]", "{\"Code\":{}}"})
        void whatIsNoAnswerOfTheApiIsNeverTakenForSent(String garbage) {
            answers(garbage);
            assertThat(send(channel, false)).isNotInstanceOf(Submission.Accepted.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"Code\":\"OK\",\"BizId\":\"b", "{\"Code\":\"OK\",\"BizId\":{}}", "null", "\"OK\""})
        void anAnswerThatWasCutOffIsNeverTakenForSent(String part) {
            answers(part);
            assertThat(send(channel, false)).isNotInstanceOf(Submission.Accepted.class);
        }

        @Test
        void fiveMegabytesAreLivedThrough() {
            answers("{\"Code\":\"OK\",\"Message\":\"" + "x".repeat(5_000_000));
            assertThat(send(channel, false)).isNotInstanceOf(Submission.Accepted.class);
            answers("{\"Code\":\"OK\",\"BizId\":\"b1\"}");
            assertThat(send(channel, false)).isInstanceOf(Submission.Accepted.class);
        }

        @Test
        void aThrottleIsWaitedOutAndAWrongSignatureOrClockIsRefused() {
            for (String code : List.of("Throttling", "Throttling.User", "Throttling.Api")) {
                api.server.answer = (request, seen) -> request.response()
                        .setStatusCode(400)
                        .putHeader("Content-Type", "application/json")
                        .end("{\"Code\":\"" + code
                                + "\",\"Message\":\"Request was denied due to user flow control.\"}");
                assertThat(notSent(channel).code()).as(code).isEqualTo("busy");
            }
            for (String code :
                    List.of("SignatureDoesNotMatch", "InvalidTimeStamp.Expired", "InvalidAccessKeyId.NotFound")) {
                api.server.answer = (request, seen) -> request.response()
                        .setStatusCode(400)
                        .putHeader("Content-Type", "application/json")
                        .end("{\"Code\":\"" + code + "\",\"Message\":\"no\"}");
                assertThat(notSent(channel))
                        .as(code)
                        .satisfies(notSent -> assertThat(notSent.again()).isFalse())
                        .satisfies(notSent -> assertThat(notSent.reason()).contains(code));
            }
            api.server.answer = (request, seen) ->
                    request.response().setStatusCode(429).end("{\"Code\":\"x\",\"Message\":\"slow\"}");
            assertThat(notSent(channel).again())
                    .as("429 is a throttle whatever it says")
                    .isTrue();
        }

        @Test
        void anApiThatFailsIsTriedAgainAndOneThatIsSilentLeavesItOpen() {
            api.server.answer = (request, seen) ->
                    request.response().setStatusCode(500).end("{\"Code\":\"InternalError\",\"Message\":\"x\"}");
            assertThat(notSent(channel).again()).isTrue();
            api.server.answer = (request, seen) -> {};
            assertThat(send(channel, false)).isInstanceOf(Submission.Unknown.class);
            assertThat(api.server.requests).hasSize(2);
        }

        @Override
        protected Channel channel() {
            return channel;
        }

        @Override
        protected String address() {
            return PHONE;
        }

        @Override
        protected List<String> arrived() {
            return api.taken.stream().map(given -> given.get("TemplateParam")).toList();
        }

        @Override
        protected boolean carriesText() {
            return false;
        }

        @Override
        protected boolean carrierKnowsKeys() {
            return false;
        }

        @Override
        protected void cutOff() {
            api.server.stop();
        }
    }

    @Nested
    class Voice extends ChannelContract {
        private final AliyunVoice channel = new AliyunVoice(api.settings());

        @AfterEach
        void end() {
            channel.close();
        }

        @Test
        void aKeyIsAskedForAndTheCallIsKnownByItsKey() {
            send(channel, false);
            Map<String, String> given = api.taken.get(0);
            assertThat(given)
                    .containsEntry("Action", "IvrCall")
                    .containsEntry("CalledNumber", "13800000001")
                    .containsEntry("StartCode", "SMS_1")
                    .containsEntry("OutId", "k1")
                    .containsEntry("MenuKeyMap.1.Key", "1")
                    .containsEntry("MenuKeyMap.3.Key", "3");
        }

        @Override
        protected Channel channel() {
            return channel;
        }

        @Override
        protected String address() {
            return PHONE;
        }

        @Override
        protected List<String> arrived() {
            return api.taken.stream().map(given -> given.get("StartTtsParams")).toList();
        }

        @Override
        protected boolean carriesText() {
            return false;
        }

        @Override
        protected boolean carrierKnowsKeys() {
            return false;
        }

        @Override
        protected void cutOff() {
            api.server.stop();
        }
    }

    private void answers(String body) {
        api.server.answer = (request, seen) ->
                request.response().putHeader("Content-Type", "application/json").end(body);
    }

    private static Submission.NotSent notSent(Channel channel) {
        return (Submission.NotSent) send(channel, false);
    }

    private static Submission send(Channel channel, boolean drill) {
        return channel.send(new Message("k1", PHONE, "橙色预警", Abouts.of(drill)))
                .toCompletableFuture()
                .join();
    }

    /** Opens the contract's message to this class. */
    private abstract static class Abouts extends ChannelContract {
        static org.jiaoying.alerting.dispatch.Particulars of(boolean drill) {
            return about(drill);
        }
    }
}
