package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jiaoying.domain.observe.RejectCode;

/**
 * The JSON feed: an object, or an array of objects, whose fields depend on the channel. Read as a stream of tokens, with bounds
 * on depth, names, texts and numbers. For one thread.
 */
final class JsonFeed implements FeedDecoder {

    /** Reads one object, of which the opening brace has been read. */
    interface ObjectReader {
        void read(JsonParser json, MessageDraft draft) throws IOException, RefusedMessageException;
    }

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_NAME = 256;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // NaN is no JSON, but a message that holds one must not lose its good values.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private final Map<FeedTopic.Channel, ObjectReader> readers = new EnumMap<>(Map.of(
            FeedTopic.Channel.TELEMETRY, new TelemetryReader(),
            FeedTopic.Channel.POSITION, new PositionReader(),
            FeedTopic.Channel.EVENT, new SceneReader(),
            FeedTopic.Channel.STATUS, new StatusReader()));

    @Override
    public void decode(FeedTopic.Channel channel, byte[] payload, MessageDraft draft) throws RefusedMessageException {
        int start = startsWithBom(payload) ? BOM.length : 0;
        ObjectReader reader = Objects.requireNonNull(readers.get(channel));
        try (JsonParser json = factory.createParser(payload, start, payload.length - start)) {
            readRoot(json, reader, draft);
        } catch (StreamConstraintsException e) {
            throw new RefusedMessageException(RejectCode.BAD_JSON, Reasons.BOUNDS, "");
        } catch (JsonProcessingException e) {
            throw new RefusedMessageException(RejectCode.BAD_JSON, Reasons.BAD_JSON, cause(e));
        } catch (IOException e) {
            throw new RefusedMessageException(RejectCode.BAD_JSON, Reasons.BAD_JSON, String.valueOf(e.getMessage()));
        }
    }

    private static void readRoot(JsonParser json, ObjectReader reader, MessageDraft draft)
            throws IOException, RefusedMessageException {
        JsonToken root = json.nextToken();
        if (root == JsonToken.START_OBJECT) {
            draft.object();
            reader.read(json, draft);
        } else if (root == JsonToken.START_ARRAY) {
            readArray(json, reader, draft);
        } else {
            throw root == null
                    ? new RefusedMessageException(RejectCode.BAD_JSON, Reasons.BLANK, "")
                    : new RefusedMessageException(RejectCode.BAD_SHAPE, JsonFields.notAnObject(root), "");
        }
        if (json.nextToken() != null) {
            throw new RefusedMessageException(RejectCode.BAD_JSON, Reasons.SECOND_DOCUMENT, "");
        }
    }

    private static void readArray(JsonParser json, ObjectReader reader, MessageDraft draft)
            throws IOException, RefusedMessageException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            draft.object();
            if (token == JsonToken.START_OBJECT) {
                reader.read(json, draft);
            } else {
                draft.refuse(RejectCode.BAD_SHAPE, JsonFields.notAnObject(token), "", JsonFields.sample("", json));
                json.skipChildren();
            }
        }
    }

    private static boolean startsWithBom(byte[] payload) {
        return payload.length >= 3 && payload[0] == BOM[0] && payload[1] == BOM[1] && payload[2] == BOM[2];
    }

    private static String cause(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + " ";
        return place + e.getOriginalMessage();
    }
}
