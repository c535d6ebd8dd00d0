package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipt.Outcome;
import org.jiaoying.domain.Sha256;

/**
 * Takes what Aliyun pushes over HTTP: an array of receipts (SmsReport), of replies (SmsUp), or of the ends of spoken calls
 * (VoiceReport). It pushes at least once and gives up after three repeats, so it is told that we have it only once all of it
 * is safe, and a repeat is recognised by the platform's own numbers.
 */
public final class AliyunPushes {
    private static final int MOST_ENTRIES = 1_000;
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_ID = 64;

    /** Keys that are answers. */
    private static final Map<String, String> KEYS = Map.of("1", "1", "2", "2", "3", "3");

    /** Nothing was sent that could be read: the push is refused, and repeating it is of no use. */
    public static final class NotReadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadableException(String message) {
            super(message);
        }
    }

    private final Inbox inbox;
    private final Function<String, Future<Optional<String>>> codeOf;

    /** @param codeOf the code in the text that was sent under a key; a key press in a call means that warning */
    public AliyunPushes(Inbox inbox, Function<String, Future<Optional<String>>> codeOf) {
        this.inbox = inbox;
        this.codeOf = codeOf;
    }

    public Future<Void> receipts(String body) {
        return each(body, entry -> {
            String id = text(entry, "biz_id", MAX_ID);
            boolean delivered = Boolean.TRUE.equals(entry.getValue("success"));
            String status = text(entry, "err_code", MAX_ID);
            return id.isEmpty()
                    ? Future.succeededFuture()
                    : from(inbox.receipt(new Receipt(
                            AliyunSms.CARRIER,
                            id,
                            delivered ? Outcome.DELIVERED : Outcome.FAILED,
                            delivered ? "DELIVERED" : "UNDELIVERED",
                            delivered ? "" : status)));
        });
    }

    public Future<Void> replies(String body) {
        return each(body, entry -> {
            String from = text(entry, "phone_number", 21);
            String sequence = text(entry, "sequence_id", MAX_ID);
            String words = text(entry, "content", MAX_TEXT);
            // Without a number of its own the same words at the same second are the same reply.
            String key = sequence.isEmpty() ? digest(from, text(entry, "send_time", MAX_ID), words) : sequence;
            return from.isEmpty()
                    ? Future.succeededFuture()
                    : from(inbox.text(new IncomingText(
                            "sms",
                            AliyunSms.CARRIER + "/" + key,
                            true,
                            AliyunSms.CARRIER,
                            from,
                            text(entry, "dest_code", 21),
                            words,
                            null)));
        });
    }

    public Future<Void> spokenCalls(String body) {
        return each(body, this::spokenCall);
    }

    private Future<Void> spokenCall(JsonObject entry) {
        String id = text(entry, "call_id", MAX_ID);
        if (id.isEmpty()) {
            return Future.succeededFuture();
        }
        String status = text(entry, "status_code", MAX_ID);
        String pressed = text(entry, "dtmf", MAX_ID);
        String key = pressed.isEmpty() ? "" : pressed.substring(0, 1);
        // Also a completed call: somebody, or a machine, answered and did not press a key. That is not contact.
        String said = KEYS.containsKey(key) ? "KEY " + key : pressed.isEmpty() ? "NO KEY" : "OTHER KEY";
        var receipt = new Receipt(
                AliyunVoice.CARRIER, id, KEYS.containsKey(key) ? Outcome.DELIVERED : Outcome.FAILED, said, status);
        Future<Void> taken = from(inbox.receipt(receipt));
        return KEYS.containsKey(key) ? taken.compose(done -> pressed(entry, id, key)) : taken;
    }

    private Future<Void> pressed(JsonObject entry, String callId, String key) {
        return codeOf.apply(text(entry, "out_id", 200))
                .compose(code -> from(inbox.text(new IncomingText(
                        "voice",
                        AliyunVoice.CARRIER + "/" + callId,
                        true,
                        AliyunVoice.CARRIER,
                        text(entry, "callee", 21),
                        text(entry, "caller", 21),
                        code.map(of -> key + " " + of).orElse(key),
                        null))));
    }

    private static Future<Void> each(String body, Function<JsonObject, Future<Void>> take) {
        JsonArray entries;
        try {
            entries = new JsonArray(body);
        } catch (DecodeException | ClassCastException e) {
            return Future.failedFuture(new NotReadableException("the body is no JSON array"));
        }
        if (entries.size() > MOST_ENTRIES) {
            return Future.failedFuture(new NotReadableException("more than " + MOST_ENTRIES + " entries"));
        }
        List<JsonObject> objects = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof JsonObject object)) {
                return Future.failedFuture(new NotReadableException("an entry is no object"));
            }
            objects.add(object);
        }
        return InOrder.each(objects, take::apply);
    }

    private static String text(JsonObject entry, String field, int max) {
        Object value = entry.getValue(field);
        String text = value instanceof String || value instanceof Number ? value.toString() : "";
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static String digest(String... parts) {
        return HexFormat.of().formatHex(Sha256.of(String.join("\n", parts)), 0, 16);
    }

    private static Future<Void> from(CompletionStage<Void> stage) {
        return Future.fromCompletionStage(stage);
    }
}
