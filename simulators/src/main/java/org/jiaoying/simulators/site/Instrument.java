package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.simulators.feed.FeedMessage;

/** A device that measures one or more points. */
final class Instrument implements SimulatedDevice {

    /** The true value of a quantity. */
    @FunctionalInterface
    interface Truth {
        double at(Instant at);
    }

    /**
     * One measured point.
     *
     * @param noise standard deviation of a single value, in the point's unit
     * @param step of the display: values are whole multiples of it
     */
    record Channel(String point, Truth truth, double noise, double step, double min, double max) {}

    private final DeviceKey key;
    private final Duration cadence;
    private final Duration phase;
    private final Stage stage;
    private final List<Channel> channels;
    private final Noise noise;

    Instrument(DeviceKey key, Duration cadence, Stage stage, Channel... channels) {
        this.key = key;
        this.cadence = cadence;
        this.phase = Phases.of(key, cadence);
        this.stage = stage;
        this.channels = List.of(channels);
        this.noise = stage.noise("sensor " + key);
    }

    @Override
    public DeviceKey key() {
        return key;
    }

    @Override
    public Duration cadence() {
        return cadence;
    }

    @Override
    public Duration phase() {
        return phase;
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        if (stage.silent(key.device(), at)) {
            return List.of();
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            double measured = measured(channel, channel.truth().at(at), at.plusNanos(i * 1_000_000L));
            values.put(channel.point(), stage.shown(key.device(), channel.point(), measured, at));
        }
        return List.of(FeedMessage.telemetry(key, at, values, Quality.GOOD));
    }

    private double measured(Channel channel, double truth, Instant at) {
        return quantised(truth + channel.noise() * noise.white(at), channel.step(), channel.min(), channel.max());
    }

    /** The nearest whole multiple of the step within the range, without the dust of binary fractions. */
    static double quantised(double value, double step, double min, double max) {
        double steps = Math.rint(Math.max(min, Math.min(max, value)) / step);
        return Math.rint(steps * step * 1e6) / 1e6;
    }
}
