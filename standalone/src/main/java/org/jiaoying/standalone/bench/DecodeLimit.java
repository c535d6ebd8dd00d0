package org.jiaoying.standalone.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jiaoying.simulators.load.LoadPlan;

/** How many readings a second one core can take out of JSON at all: tokens and numbers, and nothing done with them. */
final class DecodeLimit {
    private static final int BATCH = 1_000;

    private DecodeLimit() {}

    /** @return readings a second of messages like those of the load; the first half of the time only warms up */
    static double readingsPerSecond(Duration time) throws IOException {
        byte[] message = LoadPlan.POINTS.stream()
                .map(point -> "\"" + point + "\":0.42")
                .collect(Collectors.joining(",", "{\"ts\":1732300000123,\"values\":{", "}}"))
                .getBytes(StandardCharsets.UTF_8);
        var factory = new JsonFactory();
        run(factory, message, time.dividedBy(2));
        return run(factory, message, time.dividedBy(2));
    }

    private static double run(JsonFactory factory, byte[] message, Duration time) throws IOException {
        long start = System.nanoTime();
        long messages = 0;
        double sum = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            for (int i = 0; i < BATCH; i++) {
                sum += sumOfNumbers(factory, message);
            }
            messages += BATCH;
        }
        if (!(sum > 0)) {
            throw new IllegalStateException("nothing was decoded");
        }
        return messages * (double) LoadPlan.VALUES * 1e9 / (System.nanoTime() - start);
    }

    private static double sumOfNumbers(JsonFactory factory, byte[] message) throws IOException {
        double sum = 0;
        try (JsonParser parser = factory.createParser(message)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    sum += parser.getDoubleValue();
                }
            }
        }
        return sum;
    }
}
