package org.jiaoying.ingest.register.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.register.Attributes;

/** Attributes as a JSON object of texts. */
final class AttributesJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AttributesJson() {}

    static String of(Attributes attributes) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> value : new TreeMap<>(attributes.values()).entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
