package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import org.jiaoying.domain.DeviceKey;

/** Where the values of a point are read back. */
interface History {

    /**
     * The values in the range, oldest first, as pairs of milliseconds and value.
     *
     * @param points at most so many
     */
    Future<JsonArray> values(DeviceKey device, String point, Instant from, Instant to, int points);
}
