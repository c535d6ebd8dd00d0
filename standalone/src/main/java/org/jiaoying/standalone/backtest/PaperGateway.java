package org.jiaoying.standalone.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.ingest.intake.DeviceClocks;
import org.jiaoying.ingest.intake.Intake;
import org.jiaoying.ingest.intake.IntakeResult;
import org.jiaoying.ingest.intake.IntakeSettings;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.feed.FeedMessage;

/**
 * What a gateway would have written to the log, had it been there: the intake of the real one on a clock that the data moves,
 * which never goes back. For one thread.
 */
public final class PaperGateway {
    private static final String NAME = "paper";

    private final Intake intake;
    private final Map<RejectCode, Long> refused = new EnumMap<>(RejectCode.class);
    private Instant now = Instant.MIN;

    public PaperGateway(Collection<? extends RegisterEntry> entries) {
        var register = new Register();
        entries.forEach(entry -> register.apply(1, entry));
        this.intake = new Intake(register, IntakeSettings.DEFAULTS, new DeviceClocks());
    }

    /** What is received at a time, or now if that has passed; the heartbeat of that moment stands last. */
    public List<ObservationEntry> receive(Instant at, List<FeedMessage> messages) {
        now = at.isAfter(now) ? at : now;
        var written = new ArrayList<ObservationEntry>(messages.size() + 1);
        for (FeedMessage message : messages) {
            IntakeResult result = intake.take(message.topic(), message.payload(), now);
            DeviceMessage accepted = result.accepted();
            if (accepted != null) {
                written.add(new ObservationEntry.Message(accepted));
            }
            count(result);
        }
        written.add(new ObservationEntry.Heartbeat(NAME, now));
        return written;
    }

    private void count(IntakeResult result) {
        for (RejectCode code : RejectCode.values()) {
            int times = result.refused(code);
            if (times > 0) {
                refused.merge(code, (long) times, Long::sum);
            }
        }
    }

    /** Messages and values that were refused so far. */
    public Map<RejectCode, Long> refused() {
        return Map.copyOf(refused);
    }
}
