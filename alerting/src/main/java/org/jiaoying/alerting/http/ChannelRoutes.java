package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.store.ChannelViews;
import org.jiaoying.alerting.store.ChannelViews.Lately;
import org.jiaoying.alerting.store.ChannelViews.Trouble;
import org.jspecify.annotations.Nullable;

/** The channels of this installation: what each can do, and how it fares. */
final class ChannelRoutes {
    /** A text that waits for so long is a trouble, and not a carrier's pace. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Channels channels;
    private final ChannelViews views;
    private final InstantSource clock;

    ChannelRoutes(Channels channels, ChannelViews views, InstantSource clock) {
        this.channels = channels;
        this.views = views;
        this.clock = clock;
    }

    void list(RoutingContext context) {
        Instant now = clock.instant();
        Answers.items(
                context,
                views.lately(now)
                        .map(lately -> channels.all().stream()
                                .map(channel ->
                                        document(channel, lately.getOrDefault(channel.name(), Lately.NOTHING), now))
                                .toList()));
    }

    private static JsonObject document(Channel channel, Lately lately, Instant now) {
        Capabilities can = channel.capabilities();
        return new JsonObject()
                .put("channel", channel.name())
                .put("state", state(channel, lately, now))
                .put("carriers", carriers(channel.carriers()))
                .put("twoWay", can.twoWay())
                .put("receipts", can.receipts())
                .put("spoken", can.spoken())
                .put("public", can.open())
                .put("maxLength", can.maxLength())
                .put(
                        "rate",
                        new JsonObject()
                                .put("texts", can.rate().texts())
                                .put("seconds", can.rate().per().toMillis() / 1e3))
                .put("waiting", lately.waiting())
                .put("waitingSince", text(lately.waitingSince()))
                .put("handedOver", lately.handedOver())
                .put("failed", lately.failed())
                .put("lastHandedOverAt", text(lately.lastHandedOver()))
                .put("lastError", error(lately.error()));
    }

    /** Away: no carrier can be reached. Trouble: what came last was an error, or texts wait too long. */
    private static String state(Channel channel, Lately lately, Instant now) {
        if (!channel.reachable()) {
            return "away";
        }
        Trouble error = lately.error();
        Instant last = lately.lastHandedOver();
        boolean failing = error != null && (last == null || error.at().isAfter(last));
        Instant since = lately.waitingSince();
        boolean stuck = since != null && since.isBefore(now.minus(LONG));
        return failing || stuck ? "trouble" : "ready";
    }

    private static JsonArray carriers(List<Channel.Carrier> carriers) {
        var out = new JsonArray();
        carriers.forEach(
                carrier -> out.add(new JsonObject().put("name", carrier.name()).put("reachable", carrier.reachable())));
        return out;
    }

    private static @Nullable JsonObject error(@Nullable Trouble error) {
        return error == null
                ? null
                : new JsonObject()
                        .put("at", error.at().toString())
                        .put("code", error.code())
                        .put("reason", error.reason());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
