package org.jiaoying.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.register.Site;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.ingest.register.RegisteredDevice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one message of a device into what is taken of it and what is refused, with reasons. Whatever the message holds, there
 * is a result: a message that is not taken is refused, and nothing is thrown.
 *
 * <p>For one thread; the messages of one device must always come to the same intake, in their order.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MAX_SAMPLE_BYTES = 512;

    /** Where a topic of a registered device leads. */
    private record Route(FeedTopic.Channel channel, RegisteredDevice device, Site site, DeviceClock clock) {}

    private final Register register;
    private final IntakeSettings settings;
    private final DeviceClocks clocks;
    private final TimeJudge timeJudge;
    private final FeedDecoder decoder = new JsonFeed();
    private final Refusals refusals = new Refusals();

    /** By topic, only for registered devices, so that hostile topics cannot fill it; emptied when the register changes. */
    private final Map<String, Route> routes = new HashMap<>();

    private long routesRevision = -1;

    public Intake(Register register, IntakeSettings settings, DeviceClocks clocks) {
        this.register = register;
        this.settings = settings;
        this.clocks = clocks;
        this.timeJudge = new TimeJudge(settings);
    }

    /**
     * Takes or refuses one message.
     *
     * @param receivedAt when this gateway received it
     */
    public IntakeResult take(String topic, byte[] payload, Instant receivedAt) {
        refusals.begin(topic, receivedAt);
        DeviceMessage accepted = null;
        try {
            accepted = read(topic, payload, receivedAt);
        } catch (RefusedMessageException e) {
            refuseWhole(e.code(), e.reason(), e.detail(), payload);
        } catch (RuntimeException e) {
            // The decoder of a library may fail in a way nobody foresaw: then this message is refused, and the next one
            // read.
            LOG.warn("a message on {} could not be read", Refusals.clean(topic, 200), e);
            refuseWhole(RejectCode.BAD_JSON, Reasons.BAD_JSON, e.getClass().getSimpleName(), payload);
        }
        if (accepted == null && refusals.isEmpty()) {
            refuseWhole(RejectCode.BAD_SHAPE, Reasons.EMPTY, "", payload);
        }
        return new IntakeResult(accepted, refusals.told(), refusals.counts());
    }

    private @Nullable DeviceMessage read(String topic, byte[] payload, Instant receivedAt)
            throws RefusedMessageException {
        if (payload.length > settings.maxPayloadBytes()) {
            throw new RefusedMessageException(
                    RejectCode.TOO_LARGE, Reasons.TOO_LARGE, Integer.toString(settings.maxPayloadBytes()));
        }
        Route route = route(topic);
        if (!Utf8.isValid(payload)) {
            throw new RefusedMessageException(RejectCode.BAD_ENCODING, Reasons.BAD_ENCODING, "");
        }
        var draft = new MessageDraft(
                route.device(), route.site(), route.clock(), receivedAt, settings, timeJudge, refusals);
        decoder.decode(route.channel(), payload, draft);
        return draft.isEmpty() ? null : draft.finish();
    }

    private Route route(String topic) throws RefusedMessageException {
        long revision = register.revision();
        if (revision != routesRevision) {
            routes.clear();
            routesRevision = revision;
        }
        Route route = routes.get(topic);
        if (route == null) {
            route = findRoute(topic);
            routes.put(topic, route);
        }
        return route;
    }

    private Route findRoute(String topic) throws RefusedMessageException {
        FeedTopic feedTopic = FeedTopic.parse(topic);
        if (feedTopic == null) {
            throw new RefusedMessageException(RejectCode.BAD_TOPIC, Reasons.BAD_TOPIC, "");
        }
        DeviceKey key = feedTopic.device();
        if (register.enterprise(key.enterprise()) == null) {
            throw unknown(Reasons.UNKNOWN_ENTERPRISE, key.enterprise());
        }
        Site site = register.site(key.siteKey().toString());
        if (site == null) {
            throw unknown(Reasons.UNKNOWN_SITE, key.site());
        }
        RegisteredDevice device = register.device(key.toString());
        if (device == null) {
            throw unknown(Reasons.UNKNOWN_DEVICE, key.device());
        }
        return new Route(
                feedTopic.channel(), device, site, clocks.of(device.device().key()));
    }

    private static RefusedMessageException unknown(Text reason, String what) {
        return new RefusedMessageException(RejectCode.UNKNOWN_DEVICE, reason, what);
    }

    /** Nothing of the message is taken; what was refused of its parts no longer matters. */
    private void refuseWhole(RejectCode code, Text reason, String detail, byte[] payload) {
        refusals.clear();
        String sample = new String(payload, 0, Math.min(payload.length, MAX_SAMPLE_BYTES), StandardCharsets.UTF_8);
        refusals.refuse(code, reason, detail, sample);
    }
}
