package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers with what the map is drawn on, as it was read at the start. */
final class MapRoute {
    private final JsonObject ground;

    MapRoute(MapOutline outline, MapTiles tiles) {
        this.ground = outline.document().copy().put("tiles", tiles.template());
    }

    void get(RoutingContext context) {
        Answers.json(context, Future.succeededFuture(ground));
    }
}
