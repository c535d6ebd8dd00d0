package org.jiaoying.ingest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a request is answered with. */
public record Answer(int status, String contentType, byte[] body) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** An object with these fields. */
    public static Answer json(int status, Fields fields) {
        return json(status, "application/json", fields);
    }

    /** A problem document (RFC 9457). */
    public static Answer problem(int status, String code, String detail) {
        return json(status, "application/problem+json", json -> {
            json.writeStringField("type", "about:blank");
            json.writeNumberField("status", status);
            json.writeStringField("title", code);
            json.writeStringField("detail", detail);
        });
    }

    public static Answer text(String contentType, String text) {
        return new Answer(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer json(int status, String contentType, Fields fields) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return new Answer(status, contentType, bytes.toByteArray());
    }
}
