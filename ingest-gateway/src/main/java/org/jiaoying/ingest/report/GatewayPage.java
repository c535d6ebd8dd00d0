package org.jiaoying.ingest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jiaoying.ingest.forward.GatewayHealth;
import org.jiaoying.ingest.intake.ClockReport;
import org.jiaoying.messaging.mqtt.LinkState;

/** How a gateway is: 200 where it takes messages, 503 where it does not. */
public final class GatewayPage implements ReportServer.Page {
    private final Supplier<GatewayHealth> health;

    public GatewayPage(Supplier<GatewayHealth> health) {
        this.health = health;
    }

    @Override
    public Answer answer(Map<String, String> parameters) {
        GatewayHealth now = health.get();
        boolean well = now.link() == LinkState.CONNECTED;
        return Answer.json(well ? 200 : 503, json -> write(now, well, json));
    }

    private static void write(GatewayHealth now, boolean well, JsonGenerator json) throws IOException {
        json.writeStringField("status", well ? "up" : "down");
        json.writeStringField("link", now.link().name());
        json.writeNumberField("handled", now.handled());
        json.writeNumberField("waiting", now.waiting());
        json.writeNumberField("unsafe", now.unsafe());
        if (now.lastHeartbeat() != null) {
            json.writeStringField("lastHeartbeat", now.lastHeartbeat().toString());
        }
        json.writeNumberField("registeredDevices", now.registeredDevices());
        json.writeArrayFieldStart("clocks");
        for (ClockReport clock : now.clocks()) {
            json.writeStartObject();
            json.writeStringField("device", clock.device().toString());
            json.writeNumberField("offsetMillis", clock.offsetMillis());
            json.writeNumberField("replaced", clock.replaced());
            json.writeNumberField("backward", clock.backward());
            json.writeStringField("lastMessageAt", clock.lastMessageAt().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
