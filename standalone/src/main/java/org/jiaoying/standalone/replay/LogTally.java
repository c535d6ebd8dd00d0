package org.jiaoying.standalone.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;

/**
 * What stands in the log of a system that has come to rest.
 *
 * @param accepted observations by where their time comes from
 * @param refused messages and values by code
 * @param transitions of breaches, each once, in the order of the log
 */
record LogTally(Map<TimeBasis, Long> accepted, Map<String, Long> refused, List<BreachTransition> transitions) {
    private static final Duration READ = Duration.ofMillis(200);
    private static final int BATCH = 5_000;

    static LogTally of(String bootstrapServers) {
        var accepted = new TreeMap<TimeBasis, Long>();
        readAll(bootstrapServers, Topic.OBSERVATIONS, value -> {
            if (ObservationCodec.decode(value) instanceof ObservationEntry.Message message) {
                for (Observation observation : message.message().observations()) {
                    accepted.merge(observation.basis(), 1L, Long::sum);
                }
            }
        });
        var refused = new TreeMap<String, Long>();
        readAll(
                bootstrapServers,
                Topic.REJECTS,
                value -> refused.merge(RejectCodec.decode(value).code().code(), 1L, Long::sum));
        var transitions = new ArrayList<BreachTransition>();
        readAll(bootstrapServers, Topic.BREACHES, value -> {
            if (BreachCodec.decode(value) instanceof BreachEntry.Transition step) {
                transitions.add(step.transition());
            }
        });
        return new LogTally(accepted, refused, transitions);
    }

    private static void readAll(String bootstrapServers, Topic topic, Consumer<byte[]> values) {
        try (var reader = new LogReader(
                bootstrapServers,
                "tally-" + UUID.randomUUID(),
                topic,
                BATCH,
                partition -> OptionalLong.of(0),
                assigned -> {})) {
            boolean begun = false;
            while (true) {
                List<LogRecord> batch = reader.read(READ);
                for (LogRecord read : batch) {
                    if (read.value() != null) {
                        values.accept(read.value());
                    }
                }
                Map<Integer, Long> lag = reader.lag();
                begun |= !lag.isEmpty();
                if (begun && batch.isEmpty() && lag.values().stream().allMatch(records -> records == 0)) {
                    return;
                }
            }
        }
    }
}
