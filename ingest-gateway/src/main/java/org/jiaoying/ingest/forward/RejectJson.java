package org.jiaoying.ingest.forward;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jiaoying.domain.observe.Reject;

/** A refusal as the enterprise reads it: {@code {"topic", "receivedAt", "code", "reason", "sample", "count"}}. */
public final class RejectJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RejectJson() {}

    static byte[] of(Reject reject) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(reject, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Writes it as an object. */
    public static void write(Reject reject, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", reject.topic());
        json.writeNumberField("receivedAt", reject.receivedAt().toEpochMilli());
        json.writeStringField("code", reject.code().code());
        json.writeStringField("reason", reject.reason());
        json.writeStringField("sample", reject.sample());
        json.writeNumberField("count", reject.count());
        json.writeEndObject();
    }
}
