package org.jiaoying.alerting.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts what becomes of texts, by channel: {@code jiaoying.channel.texts} with outcome {@code submitted}, {@code delayed},
 * {@code failed}, {@code in-doubt} or {@code not-needed}, and how long carriers take.
 */
public final class Figures {
    private final MeterRegistry meters;

    public Figures(MeterRegistry meters) {
        this.meters = meters;
    }

    void counted(String channel, String outcome, String code) {
        meters.counter("jiaoying.channel.texts", "channel", channel, "outcome", outcome, "code", code)
                .increment();
    }

    void took(String channel, Duration time) {
        Timer.builder("jiaoying.channel.handover")
                .tag("channel", channel)
                .register(meters)
                .record(time);
    }
}
