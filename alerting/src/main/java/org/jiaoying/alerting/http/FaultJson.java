package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.Fault;

/** The API's {@code DocumentFault}: one thing wrong with a document that was sent. */
final class FaultJson {
    private FaultJson() {}

    static JsonObject of(Fault fault) {
        Text text = fault.text();
        return new JsonObject()
                .put("source", fault.source())
                .put("line", fault.line())
                .put("column", fault.column())
                .put("path", fault.path())
                .put("message", new JsonObject().put("zh", text.zh()).put("en", text.en()))
                .put("nearest", fault.nearest());
    }
}
