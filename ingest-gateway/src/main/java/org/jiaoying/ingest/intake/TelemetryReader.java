package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.RejectCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"ts", "values": {point: value}, "quality"}}, or the bare {@code {point: value}} in which {@code ts} and
 * {@code quality} may stand too. Which of the two an object is shows only at its end, so values are held until then.
 */
final class TelemetryReader implements JsonFeed.ObjectReader {

    /** Names and values in the order they came, in arrays that are used again. */
    private static final class Values {
        private String[] names = new String[16];
        private double[] values = new double[16];
        private int size;

        void add(String name, double value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            names[size] = name;
            values[size++] = value;
        }
    }

    private final Values nested = new Values();
    private final Values bare = new Values();

    @Override
    public void read(JsonParser json, MessageDraft draft) throws IOException, RefusedMessageException {
        nested.size = 0;
        bare.size = 0;
        long stamp = Stamps.ABSENT;
        boolean hasValues = false;
        Quality quality = Quality.GOOD;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "ts" -> stamp = JsonFields.stamp(json, draft);
                case "quality" -> quality = quality(json, draft);
                case "values" -> {
                    hasValues = true;
                    readValues(json, token, draft);
                }
                default -> readValue(json, token, name, bare, draft);
            }
        }
        TimeJudge.Judged time = draft.time(stamp);
        if (quality != null) {
            take(hasValues, quality, time, draft);
        }
    }

    private void take(boolean hasValues, Quality quality, TimeJudge.Judged time, MessageDraft draft) {
        for (int i = 0; i < nested.size; i++) {
            draft.reading(nested.names[i], nested.values[i], quality, time);
        }
        for (int i = 0; i < bare.size; i++) {
            if (hasValues) {
                draft.refuse(
                        RejectCode.BAD_SHAPE,
                        Reasons.UNKNOWN_FIELD,
                        bare.names[i],
                        "\"" + bare.names[i] + "\": " + bare.values[i]);
            } else {
                draft.reading(bare.names[i], bare.values[i], quality, time);
            }
        }
    }

    private void readValues(JsonParser json, JsonToken token, MessageDraft draft)
            throws IOException, RefusedMessageException {
        if (token != JsonToken.START_OBJECT) {
            draft.refuse(RejectCode.BAD_SHAPE, JsonFields.notAnObject(token), "", JsonFields.sample("values", json));
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            readValue(json, json.nextToken(), name, nested, draft);
        }
    }

    private static void readValue(JsonParser json, JsonToken token, String name, Values values, MessageDraft draft)
            throws IOException, RefusedMessageException {
        draft.value();
        if (token.isNumeric()) {
            values.add(name, json.getDoubleValue());
        } else {
            draft.refuse(RejectCode.NOT_A_NUMBER, Reasons.NOT_A_NUMBER, name, JsonFields.sample(name, json));
            json.skipChildren();
        }
    }

    /** Null, and told to the sender, if it is none of the feed's words: whether the values may be judged is then unknown. */
    private static @Nullable Quality quality(JsonParser json, MessageDraft draft) throws IOException {
        String word = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        switch (word.toLowerCase(Locale.ROOT)) {
            case "good":
                return Quality.GOOD;
            case "bad":
                return Quality.BAD;
            case "calibrating":
                return Quality.CALIBRATING;
            case "fault":
                return Quality.FAULT;
            default:
                String sample = JsonFields.sample("quality", json);
                draft.refuse(RejectCode.BAD_WORD, Reasons.BAD_QUALITY, word, sample);
                json.skipChildren();
                return null;
        }
    }
}
