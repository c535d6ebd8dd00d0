package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.dyvmsapi20170525.Client;
import com.aliyun.dyvmsapi20170525.models.IvrCallRequest;
import com.aliyun.dyvmsapi20170525.models.IvrCallRequest.IvrCallRequestMenuKeyMap;
import com.aliyun.dyvmsapi20170525.models.IvrCallResponseBody;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * A spoken call by Aliyun ({@code IvrCall}): the approved template is spoken with its variables, and a key is asked for: 1
 * received, 2 handled, 3 help. What was pressed, or that nothing was, comes to the door, see {@link AliyunPushes}; answered
 * without a key is not contact.
 */
public final class AliyunVoice implements Channel, AutoCloseable {
    /** The carrier's name in records. */
    public static final String CARRIER = "aliyun-voice";

    private static final int MAX_LENGTH = 268;
    private static final long TIMES = 3;
    private static final int KEY_WITHIN_MILLIS = 10_000;

    private final AliyunSettings settings;
    private final Client client;
    private final AliyunCalls calls = new AliyunCalls(CARRIER);

    public AliyunVoice(AliyunSettings settings) {
        this.settings = settings;
        try {
            this.client = new Client(AliyunCalls.config(settings));
        } catch (Exception e) {
            throw new IllegalArgumentException("the settings of " + settings + " are of no use", e);
        }
    }

    @Override
    public String name() {
        return ChannelName.VOICE.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, MAX_LENGTH, true, false, settings.rate());
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
                    new Submission.NotSent("bad-message", CARRIER + " speaks templates, and no free text", false));
        }
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

    @Override
    public void close() {
        calls.close();
    }
}
