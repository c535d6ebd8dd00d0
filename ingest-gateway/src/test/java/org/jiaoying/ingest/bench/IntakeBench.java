package org.jiaoying.ingest.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.ingest.intake.DeviceClocks;
import org.jiaoying.ingest.intake.Intake;
import org.jiaoying.ingest.intake.IntakeResult;
import org.jiaoying.ingest.intake.IntakeSettings;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How many readings one core takes, with ten values a message, beside the bare reading of the same JSON as the limit. Run with
 * {@code ./mvnw -pl ingest-gateway -am verify -Dtest=IntakeBench -Dbench=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true", disabledReason = "a measurement: run with -Dbench=true")
class IntakeBench {
    private static final int VALUES = 10;
    private static final int MESSAGES = 300_000;
    private static final int ROUNDS = 5;
    private static final String TOPIC = "jy/v1/mine/north/d/telemetry";
    private static final Instant NOW = Instant.ofEpochMilli(1_772_352_000_000L);

    private interface Step {
        long run(byte[] payload) throws IOException;
    }

    @Test
    void print() throws IOException {
        byte[] payload = payload();
        var intake = new Intake(register(), IntakeSettings.DEFAULTS, new DeviceClocks());
        var factory = new JsonFactory();
        System.out.printf(
                "message of %d values, %d bytes; best of %d rounds, one core%n", VALUES, payload.length, ROUNDS);
        measure("bare Jackson parse (limit)", payload, bytes -> parse(factory, bytes));
        measure(
                "intake",
                payload,
                bytes ->
                        intake.take(TOPIC, bytes, NOW).accepted().observations().size());
        measure("intake and record for the log", payload, bytes -> {
            IntakeResult result = intake.take(TOPIC, bytes, NOW);
            return ObservationCodec.encode(result.accepted()).length;
        });
    }

    private static void measure(String name, byte[] payload, Step step) throws IOException {
        double best = 0;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                sum += step.run(payload);
            }
            best = Math.max(best, MESSAGES * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf(
                "%-32s %,12.0f messages/s %,14.0f readings/s (checksum %d)%n", name, best, best * VALUES, sum);
    }

    private static long parse(JsonFactory factory, byte[] payload) throws IOException {
        double sum = 0;
        try (JsonParser json = factory.createParser(payload)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric()) {
                    sum += json.getDoubleValue();
                }
            }
        }
        return (long) sum;
    }

    private static byte[] payload() {
        String values = IntStream.range(0, VALUES)
                .mapToObj(i -> "\"p" + i + "\":" + (i + 0.42))
                .collect(Collectors.joining(","));
        return ("{\"ts\":" + NOW.toEpochMilli() + ",\"values\":{" + values + "}}").getBytes(StandardCharsets.UTF_8);
    }

    private static Register register() {
        String points = IntStream.range(0, VALUES)
                .mapToObj(i -> "p" + i + ": {unit: x, range: [0, 100], sentinels: [-1]}")
                .collect(Collectors.joining(", "));
        var register = new Register();
        for (RegisterEntry entry : RegisterFile.parse(
                        "bench",
                        "enterprises: {mine: {sites: {north: {kind: mine, timeZone: UTC, devices: {d: {kind: k, points: {"
                                + points + "}}}}}}}")
                .entries()) {
            register.apply(1, entry);
        }
        return register;
    }
}
