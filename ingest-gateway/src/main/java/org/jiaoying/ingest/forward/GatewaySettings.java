package org.jiaoying.ingest.forward;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.settings.Settings;
import org.jiaoying.ingest.intake.IntakeSettings;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway is connected and bounded. Its names in the environment begin with {@code JY_GATEWAY_}.
 *
 * @param id one for each gateway, the same after a restart: it names the broker's session, which holds what was not yet taken
 * @param group the shared subscription of all gateways of a center. At Mosquitto a secret: it does not refuse strangers who
 *     know the name, and deals them messages that are then nobody's
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param brokerAuthorities a PEM file of those who may vouch for the broker at {@code ssl://}; null for those the JVM trusts
 * @param kafka {@code host:port}, several separated by commas
 * @param receiveMaximum messages the broker may have sent that are not yet safe
 * @param sessionExpiry how long the broker keeps the session of a gateway that is away
 * @param workers threads that decode and judge
 * @param rejectsPerSecond how many refusals are told one by one for each enterprise; the rest of the second is summed up
 */
public record GatewaySettings(
        String id,
        String group,
        URI broker,
        @Nullable Path brokerAuthorities,
        String user,
        String password,
        String kafka,
        int receiveMaximum,
        Duration sessionExpiry,
        int workers,
        int rejectsPerSecond,
        IntakeSettings intake) {

    public static final String PREFIX = "JY_GATEWAY_";

    /** Reads the settings; faults are told by {@link Settings#finish}. */
    public static GatewaySettings from(Settings settings) {
        return new GatewaySettings(
                settings.text("ID", "gateway-1", "one for each gateway, the same after a restart"),
                settings.text("GROUP", "gateways", "one name for all gateways of a center; a secret at Mosquitto"),
                URI.create(settings.text("BROKER", "tcp://127.0.0.1:1883", "address of the MQTT broker")),
                file(settings.text("BROKER_CA", "", "PEM file of those who may vouch for the broker at ssl://")),
                settings.text("USER", "gateway", "user at the MQTT broker"),
                settings.text("PASSWORD", "", "its password"),
                settings.text("KAFKA", "127.0.0.1:9092", "bootstrap servers of Kafka"),
                settings.number("RECEIVE_MAXIMUM", 2_000, 1, 65_535, "messages under way that are not yet safe"),
                settings.duration(
                        "SESSION_EXPIRY",
                        Duration.ofDays(7),
                        Duration.ofMinutes(1),
                        Duration.ofDays(365),
                        "how long the broker keeps the session of a gateway that is away"),
                settings.number("WORKERS", 2, 1, 64, "threads that decode and judge"),
                settings.number(
                        "REJECTS_PER_SECOND",
                        50,
                        1,
                        10_000,
                        "refusals told one by one for each enterprise; the rest of the second is summed up"),
                IntakeSettings.from(settings));
    }

    private static @Nullable Path file(String name) {
        return name.isEmpty() ? null : Path.of(name);
    }

    /** Reads the settings from names and values, such as the environment. */
    public static GatewaySettings from(Map<String, String> environment) {
        var settings = new Settings(PREFIX, environment);
        GatewaySettings gateway = from(settings);
        settings.finish();
        return gateway;
    }

    public GatewaySettings {
        Identifiers.require(id, "a gateway's id");
        Identifiers.require(group, "the gateways' group");
    }

    /** The client id at the broker: a session that outlives its connection belongs to the user its id begins with. */
    public String clientId() {
        return user + "/" + id;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "GatewaySettings[" + id + " at " + broker + ", kafka " + kafka + "]";
    }
}
