package org.jiaoying.alerting.notify.cap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.exchange.ExchangeSettings.Partner;
import org.jiaoying.alerting.fixture.StandIn;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.junit.jupiter.api.AfterEach;

/** CAP pushed to a partner that drops what it has under an id. */
class CapChannelTest extends ChannelContract {
    private final StandIn partner = new StandIn();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final CapChannel channel = new CapChannel(
            List.of(new Partner("province", partner.at("/cap"), "s")),
            new WebCaller(partner.vertx(), true, Duration.ofSeconds(5)),
            () -> Instant.parse("2026-03-01T00:00:00Z"));

    CapChannelTest() {
        partner.answer = (request, seen) -> {
            if (keys.putIfAbsent(seen.headers().get("webhook-id"), seen.body()) == null) {
                messages.add(seen.body());
            }
            request.response().setStatusCode(202).end();
        };
    }

    @AfterEach
    void close() {
        partner.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected String address() {
        return "province";
    }

    @Override
    protected List<String> arrived() {
        return messages;
    }

    @Override
    protected void cutOff() {
        partner.stop();
    }
}
