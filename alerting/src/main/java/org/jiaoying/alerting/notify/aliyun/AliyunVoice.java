package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.dyvmsapi20170525.Client;
import com.aliyun.dyvmsapi20170525.models.IvrCallRequest;
import com.aliyun.dyvmsapi20170525.models.IvrCallRequest.IvrCallRequestMenuKeyMap;
import com.aliyun.dyvmsapi20170525.models.IvrCallResponseBody;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * A spoken call by Aliyun ({@code IvrCall}): the approved template is spoken with its variables, and a key is asked for: 1
 * received, 2 handled, 3 help. What was pressed, or that nothing was, comes to the door, see {@link AliyunPushes}; answered
 * without a key is not contact.
 */
public final class AliyunVoice extends AliyunChannel<Client> {
    /** The carrier's name in records. */
    public static final String CARRIER = "aliyun-voice";

    private static final long TIMES = 3;
    private static final int KEY_WITHIN_MILLIS = 10_000;

    public AliyunVoice(AliyunSettings settings) {
        super(ChannelName.VOICE, CARRIER, settings, Client::new);
    }

    @Override
    CompletionStage<Submission> send(Message message, Particulars about) {
        String variables = TemplateVariables.of(about).encode();
        var request = new IvrCallRequest()
                .setCalledNumber(national(message.address()))
                .setStartCode(settings.template(about.drill()))
                .setStartTtsParams(variables)
                .setMenuKeyMap(Stream.of("1", "2", "3")
                        .map(key -> new IvrCallRequestMenuKeyMap()
                                .setKey(key)
                                .setCode(settings.goodbye())
                                .setTtsParams("{}"))
                        .toList())
                .setByeCode(settings.goodbye())
                .setByeTtsParams("{}")
                .setPlayTimes(TIMES)
                .setTimeout(KEY_WITHIN_MILLIS)
                .setOutId(message.key());
        if (!settings.from().isEmpty()) {
            request.setCalledShowNumber(settings.from());
        }
        return calls.send(() -> {
            IvrCallResponseBody body = client.ivrCallWithOptions(request, AliyunCalls.once(settings))
                    .getBody();
            return new AliyunCalls.Answer(body.getCode(), body.getMessage(), body.getCallId());
        });
    }

    /** Numbers of the mainland are called without the country's code. */
    static String national(String address) {
        return address.length() == 13 && address.startsWith("861") ? address.substring(2) : address;
    }
}
