package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.RejectCode;
import org.jspecify.annotations.Nullable;

/** Reads single fields, and shows them where they are refused. */
final class JsonFields {
    private JsonFields() {}

    /** The stamp at the current token. One that cannot be read is told to the sender; the time of arrival takes its place. */
    static long stamp(JsonParser json, MessageDraft draft) throws IOException {
        long stamp = switch (json.currentToken()) {
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? Stamps.UNREADABLE
                        : Stamps.of(json.getLongValue());
            case VALUE_NUMBER_FLOAT -> Stamps.of(json.getDoubleValue());
            case VALUE_STRING -> Stamps.of(json.getText());
            default -> Stamps.UNREADABLE;
        };
        if (stamp == Stamps.UNREADABLE) {
            draft.refuse(RejectCode.BAD_TIME, Reasons.BAD_TIME, "ts", sample("ts", json));
            json.skipChildren();
        }
        return stamp;
    }

    /** The text at the current token; null, and told to the sender, if it is none. */
    static @Nullable String text(JsonParser json, String field, MessageDraft draft) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        draft.refuse(RejectCode.BAD_SHAPE, Reasons.NOT_A_TEXT, field, sample(field, json));
        json.skipChildren();
        return null;
    }

    /** The finite number at the current token; null, and told to the sender, if it is none. */
    static @Nullable Double number(JsonParser json, String field, MessageDraft draft) throws IOException {
        if (json.currentToken().isNumeric()) {
            double value = json.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        draft.refuse(RejectCode.NOT_A_NUMBER, Reasons.NOT_A_NUMBER, field, sample(field, json));
        json.skipChildren();
        return null;
    }

    /** Tells the sender of a field that is not one of the feed. */
    static void unknown(JsonParser json, String field, MessageDraft draft) throws IOException {
        draft.refuse(RejectCode.BAD_SHAPE, Reasons.UNKNOWN_FIELD, field, sample(field, json));
        json.skipChildren();
    }

    /** The field and the start of its value. */
    static String sample(String field, JsonParser json) throws IOException {
        String value = switch (json.currentToken()) {
            case START_OBJECT -> "{…}";
            case START_ARRAY -> "[…]";
            case VALUE_STRING -> "\"" + json.getText() + "\"";
            default -> json.getText();
        };
        return field.isEmpty() ? value : "\"" + field + "\": " + value;
    }

    /** That an object should begin here, and what does instead. */
    static Text notAnObject(JsonToken token) {
        Text found = switch (token) {
            case START_ARRAY -> new Text("数组", "an array");
            case VALUE_STRING -> new Text("文本", "a text");
            case VALUE_TRUE, VALUE_FALSE -> new Text("真假值", "true or false");
            case VALUE_NULL -> Text.same("null");
            default -> new Text("数字", "a number");
        };
        return new Text(
                "应为 JSON 对象或对象数组，收到的是" + found.zh(),
                "a JSON object, or an array of objects, is expected, not " + found.en());
    }
}
