package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;

/** Where what was measured and seen is read back. */
interface History {

    /**
     * The values in the range, oldest first, as pairs of milliseconds and value.
     *
     * @param points at most so many
     */
    Future<JsonArray> values(DeviceKey device, String point, Instant from, Instant to, int points);

    /** The last sign of each card of a site: {@code card}, {@code zone}, {@code movement} and {@code at} in milliseconds. */
    Future<JsonArray> cards(SiteKey site, Instant from, Instant to);

    /**
     * What the cameras of a site saw, newest first: {@code device}, {@code zone}, {@code type}, {@code confidence}, {@code
     * snapshot} and {@code at} in milliseconds.
     */
    Future<JsonArray> scenes(SiteKey site, Instant from, Instant to, int max);
}
