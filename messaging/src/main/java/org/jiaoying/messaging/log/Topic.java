package org.jiaoying.messaging.log;

import java.util.Locale;
import java.util.Map;

/** The topics of the log inside. */
public enum Topic {
    /** What devices said, and the gateways' heartbeats; keyed by site. */
    OBSERVATIONS(false, "604800000"),
    /** What the gateways refused; keyed by enterprise. */
    REJECTS(false, "604800000"),
    /** What came of each device, as the gateways tell now and then; keyed by enterprise. */
    FEEDS(false, "604800000"),
    /** Transitions of breaches and the progress of detection; keyed by site. */
    BREACHES(false, "2592000000"),
    /** The rules in force; keyed by rule id. */
    RULES(true, "-1"),
    /** Rules that the detection job refused, or whose evaluation failed; keyed by rule id. */
    RULE_FAULTS(false, "604800000"),
    /** Enterprises, sites, devices; keyed by entry. */
    REGISTER(true, "-1"),
    /** What is normal at points, as learned from their history; keyed by point. */
    BASELINES(true, "-1");

    private final boolean compacted;
    private final String retentionMillis;

    Topic(boolean compacted, String retentionMillis) {
        this.compacted = compacted;
        this.retentionMillis = retentionMillis;
    }

    /** The topic's name in Kafka. */
    public String topicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Compacted topics have one partition, so that their entries have one order. */
    public boolean compacted() {
        return compacted;
    }

    /** The topic's own configuration in Kafka. */
    Map<String, String> configuration() {
        return Map.of(
                "cleanup.policy",
                compacted ? "compact" : "delete",
                "retention.ms",
                retentionMillis,
                // Retention by Kafka's own clock: in a replay the data's clock is years behind.
                "message.timestamp.type",
                "LogAppendTime",
                "max.message.bytes",
                Integer.toString(LogProducer.MAX_RECORD_BYTES + LogProducer.RECORD_OVERHEAD_BYTES));
    }
}
