package org.jiaoying.alerting.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jiaoying.alerting.notify.sms.SmppSettings;

/** The two ends of alerting's path, as this instance sees them: how far detection is, and which SMS centers are connected. */
public record PathGauges(
        InstantSource clock,
        Supplier<Optional<Instant>> detectionCompleteUntil,
        SmppSettings sms,
        Supplier<List<String>> smsConnected)
        implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry meters) {
        // Before detection has said anything there is no figure, rather than a wrong one.
        Gauge.builder("jiaoying.detection.behind", this::behindSeconds)
                .description("how far detection is behind the clock, in seconds; NaN before it has said anything")
                .register(meters);
        for (SmppSettings.Center center : sms.centers()) {
            Gauge.builder("jiaoying.sms.connected", () -> smsConnected.get().contains(center.name()) ? 1 : 0)
                    .description("1 where this instance has a session with the SMS center")
                    .tag("center", center.name())
                    .register(meters);
        }
    }

    private double behindSeconds() {
        return detectionCompleteUntil
                .get()
                .map(until -> Duration.between(until, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
