package org.jiaoying.stream.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.messaging.codec.BaselineCodec;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.TableEntry;

/**
 * What was observed, with the rules and the register by which it is to be judged.
 *
 * @param tables rules and register as entries of their topics
 * @param observations in the order in which they were received, heartbeats among them; asked for once, by one thread
 */
public record Recording(List<TableEntry> tables, Iterator<Observed> observations) {
    private static final byte[] NOTHING = {};

    public Recording {
        tables = List.copyOf(tables);
    }

    /**
     * Of what a gateway wrote.
     *
     * @param observations closed by whoever gives it
     */
    public static Recording of(
            Collection<? extends RegisterEntry> register,
            Collection<Rule> rules,
            Stream<ObservationEntry> observations) {
        return new Recording(
                tables(register, rules), observations.map(Recording::observed).iterator());
    }

    /** Rules and register as their topics would hold them, each in its first version. */
    public static List<TableEntry> tables(Collection<? extends RegisterEntry> register, Collection<Rule> rules) {
        var tables = new ArrayList<TableEntry>();
        for (RegisterEntry entry : register) {
            tables.add(new TableEntry(
                    Topic.REGISTER.topicName(), entry.entryKey(), tables.size(), RegisterCodec.encode(1, entry)));
        }
        for (Rule rule : rules) {
            tables.add(new TableEntry(
                    Topic.RULES.topicName(),
                    rule.id(),
                    tables.size(),
                    RuleCodec.encode(new RuleDocument(rule.id(), 1, RuleJson.write(rule)))));
        }
        return tables;
    }

    /** The same with baselines, as their topic would hold them. */
    public Recording with(Collection<Baseline> baselines) {
        var all = new ArrayList<>(tables);
        for (Baseline baseline : baselines) {
            all.add(new TableEntry(
                    Topic.BASELINES.topicName(), baseline.key(), all.size(), BaselineCodec.encode(baseline)));
        }
        return new Recording(all, observations);
    }

    private static Observed observed(ObservationEntry entry) {
        if (entry instanceof ObservationEntry.Message taken) {
            DeviceMessage message = taken.message();
            DeviceKey device = message.device();
            return new Observed(
                    device.toString(), message.receivedAt().toEpochMilli(), ObservationCodec.encode(message));
        }
        var heartbeat = (ObservationEntry.Heartbeat) entry;
        return new Observed("", heartbeat.at().toEpochMilli(), NOTHING);
    }
}
