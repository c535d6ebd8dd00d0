package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponseBody;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * SMS by Aliyun: an approved template with variables, so only what a warning is about is carried, and no free text. Receipts
 * and replies are pushed to the door, see {@link AliyunPushes}.
 */
public final class AliyunSms implements Channel, AutoCloseable {
    /** The carrier's name in records. */
    public static final String CARRIER = "aliyun-sms";

    private static final int MAX_LENGTH = 268;

    private final AliyunSettings settings;
    private final Client client;
    private final AliyunCalls calls = new AliyunCalls(CARRIER);

    public AliyunSms(AliyunSettings settings) {
        this.settings = settings;
        try {
            this.client = new Client(AliyunCalls.config(settings));
        } catch (Exception e) {
            throw new IllegalArgumentException("the settings of " + settings + " are of no use", e);
        }
    }

    @Override
    public String name() {
        return ChannelName.SMS.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, MAX_LENGTH, false, false, settings.rate());
    }

    @Override
    public boolean reachable() {
        return calls.reachable();
    }

    @Override
    public List<Carrier> carriers() {
        return List.of(new Carrier(CARRIER, reachable()));
    }

    @Override
    public int window() {
        return AliyunCalls.WINDOW;
    }

    @Override
    public Duration handOverWithin() {
        return settings.within().multipliedBy(2);
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        Particulars about = message.particulars();
        if (about == null) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("bad-message", CARRIER + " carries templates, and no free text", false));
        }
        var request = new SendSmsRequest()
                .setPhoneNumbers(message.address())
                .setSignName(settings.from())
                .setTemplateCode(settings.template(about.drill()))
                .setTemplateParam(TemplateVariables.of(about).encode())
                .setOutId(message.key());
        return calls.send(() -> {
            SendSmsResponseBody body = client.sendSmsWithOptions(request, AliyunCalls.once(settings))
                    .getBody();
            return new AliyunCalls.Answer(body.getCode(), body.getMessage(), body.getBizId());
        });
    }

    @Override
    public void close() {
        calls.close();
    }
}
