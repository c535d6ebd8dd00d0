package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.document.Fault;

/** The API's {@code DocumentFault}: one thing wrong with a document that was sent. */
final class FaultJson {
    private FaultJson() {}

    static JsonObject of(Fault fault) {
        return new JsonObject()
                .put("source", fault.source())
                .put("line", fault.line())
                .put("column", fault.column())
                .put("path", fault.path())
                .put("message", TextJson.of(fault.text()))
                .put("nearest", fault.nearest());
    }
}
