package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponseBody;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * SMS by Aliyun: an approved template with variables, so only what a warning is about is carried, and no free text. Receipts
 * and replies are pushed to the door, see {@link AliyunPushes}.
 */
public final class AliyunSms extends AliyunChannel<Client> {
    /** The carrier's name in records. */
    public static final String CARRIER = "aliyun-sms";

    public AliyunSms(AliyunSettings settings) {
        super(ChannelName.SMS, CARRIER, settings, Client::new);
    }

    @Override
    CompletionStage<Submission> send(Message message, Particulars about) {
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
}
