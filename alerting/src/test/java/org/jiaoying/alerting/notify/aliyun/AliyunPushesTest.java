package org.jiaoying.alerting.notify.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipt.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Aliyun pushes, as its documents show it. */
class AliyunPushesTest {
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<IncomingText> texts = new ArrayList<>();
    private boolean failing;
    private final AliyunPushes pushes = new AliyunPushes(
            new Inbox() {
                @Override
                public CompletionStage<Void> receipt(Receipt receipt) {
                    receipts.add(receipt);
                    return failing
                            ? CompletableFuture.failedFuture(new IllegalStateException("the database is away"))
                            : CompletableFuture.completedFuture(null);
                }

                @Override
                public CompletionStage<Void> text(IncomingText text) {
                    texts.add(text);
                    return CompletableFuture.completedFuture(null);
                }
            },
            key -> Future.succeededFuture(key.equals("call-1") ? Optional.of("4821") : Optional.empty()));

    @Test
    void aReceiptSaysWhetherThePhoneHasTheText() {
        done(pushes.receipts("""
                [{"phone_number":"13800000001","send_time":"2026-03-01 08:00:00","report_time":"2026-03-01 08:00:03",
                  "success":true,"err_code":"DELIVERED","err_msg":"用户接收成功","sms_size":"2","biz_id":"b1","out_id":"k1"},
                 {"phone_number":"13800000002","success":false,"err_code":"MK:0001","biz_id":"b2"},
                 {"phone_number":"13800000003","success":"true","err_code":"","biz_id":"b3"}]"""));
        assertThat(receipts)
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.DELIVERED, Outcome.FAILED, Outcome.FAILED);
        assertThat(receipts.get(1).error()).isEqualTo("MK:0001");
        assertThat(receipts).extracting(Receipt::carrier).containsOnly(AliyunSms.CARRIER);
    }

    @Test
    void aReplyIsKnownAgainByThePlatformsNumber() {
        String reply = """
                [{"phone_number":"13800000001","send_time":"2026-03-01 08:00:09","content":"１ 4821","sign_name":"叫应",
                  "dest_code":"9000","sequence_id":1234567}]""";
        done(pushes.replies(reply));
        done(pushes.replies(reply));
        assertThat(texts).extracting(IncomingText::carrierKey).containsOnly("aliyun-sms/1234567");
        assertThat(texts.get(0).text()).isEqualTo("１ 4821");
        assertThat(texts.get(0).keyIsLasting()).isTrue();
    }

    @Test
    void onlyAKeyIsContact() {
        done(pushes.spokenCalls("""
                [{"call_id":"c1","callee":"13800000001","status_code":"200000","duration":"23","dtmf":"1","out_id":"call-1"},
                 {"call_id":"c2","callee":"13800000002","status_code":"200000","duration":"23","dtmf":"","out_id":"call-2"},
                 {"call_id":"c3","callee":"13800000003","status_code":"200005","duration":"0","out_id":"call-3"},
                 {"call_id":"c4","callee":"13800000004","status_code":"200000","dtmf":"9","out_id":"call-4"}]"""));
        assertThat(receipts)
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.DELIVERED, Outcome.FAILED, Outcome.FAILED, Outcome.FAILED);
        assertThat(receipts).extracting(Receipt::status).containsExactly("KEY 1", "NO KEY", "NO KEY", "OTHER KEY");
        assertThat(texts).singleElement().satisfies(text -> {
            assertThat(text.channel()).isEqualTo("voice");
            assertThat(text.text()).isEqualTo("1 4821");
            assertThat(text.from()).isEqualTo("13800000001");
        });
    }

    @Test
    void whatIsNotSafeIsNotAcknowledged() {
        failing = true;
        assertThat(pushes.receipts("[{\"biz_id\":\"b1\",\"success\":true}]").failed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "[", "<xml/>", "[\"a\"]"})
    void rubbishIsRefused(String rubbish) {
        assertThatThrownBy(() -> done(pushes.receipts(rubbish)))
                .hasCauseInstanceOf(AliyunPushes.NotReadableException.class);
    }

    @Test
    void fieldsOfOtherKindsHarmNothing() {
        done(pushes.replies(
                "[{\"phone_number\":{},\"content\":[1]},{\"phone_number\":\"" + "9".repeat(9_000) + "\"}]"));
        assertThat(texts)
                .singleElement()
                .satisfies(text -> assertThat(text.from()).hasSize(21));
    }

    private static void done(Future<Void> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
