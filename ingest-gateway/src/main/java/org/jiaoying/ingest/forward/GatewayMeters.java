package org.jiaoying.ingest.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.ingest.intake.FeedTopic;
import org.jiaoying.ingest.intake.IntakeResult;
import org.jiaoying.ingest.register.Register;

/** Counts what a gateway took and refused. Labels are of bounded sets: enterprises of the register or {@code unknown}, codes. */
final class GatewayMeters {
    private static final String UNKNOWN = "unknown";
    private static final Duration[] APPEND = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Register register;
    private final Map<String, Counter> messages = new ConcurrentHashMap<>();
    private final Map<String, Counter> observations = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();
    private final Counter late;
    private final Counter replaced;
    private final Counter untold;
    private final Counter resets;
    private final Timer append;

    GatewayMeters(MeterRegistry registry, Register register) {
        this.registry = registry;
        this.register = register;
        this.late = Counter.builder("jiaoying.intake.late")
                .description("observations older than the lateness bound")
                .register(registry);
        this.replaced = Counter.builder("jiaoying.intake.replaced")
                .description("observations whose stamp was replaced by the time of receipt")
                .register(registry);
        this.untold = Counter.builder("jiaoying.gateway.rejects.untold")
                .description("refusals that stand in the log but could not be published at the broker")
                .register(registry);
        this.resets = Counter.builder("jiaoying.gateway.resets")
                .description("times the gateway dropped its connection because the log refused a record")
                .register(registry);
        this.append = Timer.builder("jiaoying.gateway.append")
                .description("until the log has what was taken of a message, on all its in-sync copies")
                .serviceLevelObjectives(APPEND)
                .register(registry);
    }

    /** From handing a record to the producer until all in-sync copies of the log have it. */
    Timer.Sample appending() {
        return Timer.start(registry);
    }

    void appended(Timer.Sample sample) {
        sample.stop(append);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Counts a message whose effects are safe. */
    void count(String topic, IntakeResult result) {
        String enterprise = label(FeedTopic.enterpriseOf(topic));
        messages.computeIfAbsent(enterprise, name -> counter("jiaoying.intake.messages", name, "messages received"))
                .increment();
        DeviceMessage accepted = result.accepted();
        if (accepted != null) {
            observations
                    .computeIfAbsent(
                            enterprise, name -> counter("jiaoying.intake.observations", name, "observations taken"))
                    .increment(accepted.observations().size());
            countTimes(accepted);
        }
        if (result.refused().length > 0) {
            countRefused(enterprise, result);
        }
    }

    private void countTimes(DeviceMessage accepted) {
        int lateOnes = 0;
        int replacedOnes = 0;
        for (Observation observation : accepted.observations()) {
            lateOnes += observation.basis() == TimeBasis.LATE ? 1 : 0;
            replacedOnes += observation.basis() == TimeBasis.REPLACED ? 1 : 0;
        }
        if (lateOnes > 0) {
            late.increment(lateOnes);
        }
        if (replacedOnes > 0) {
            replaced.increment(replacedOnes);
        }
    }

    private void countRefused(String enterprise, IntakeResult result) {
        for (RejectCode code : RejectCode.values()) {
            int count = result.refused(code);
            if (count > 0) {
                refused.computeIfAbsent(
                                enterprise + "/" + code.code(),
                                key -> Counter.builder("jiaoying.intake.refused")
                                        .description("messages and values refused")
                                        .tag("enterprise", enterprise)
                                        .tag("code", code.code())
                                        .register(registry))
                        .increment(count);
            }
        }
    }

    private Counter counter(String name, String enterprise, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("enterprise", enterprise)
                .register(registry);
    }

    private String label(String enterprise) {
        return register.enterprise(enterprise) == null ? UNKNOWN : enterprise;
    }

    void untold() {
        untold.increment();
    }

    void reset() {
        resets.increment();
    }
}
