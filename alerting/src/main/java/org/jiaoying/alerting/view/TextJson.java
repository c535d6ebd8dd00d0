package org.jiaoying.alerting.view;

import io.vertx.core.json.JsonObject;
import org.jiaoying.domain.Text;

/** A text in both languages, as the API's {@code Text}. */
public final class TextJson {
    private TextJson() {}

    public static JsonObject of(Text text) {
        return new JsonObject().put("zh", text.zh()).put("en", text.en());
    }
}
