package org.jiaoying.stream;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.host.Clock;
import org.jiaoying.stream.host.DetectionFunction;
import org.jiaoying.stream.host.SiteFunction;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;

/**
 * The middle of every job that detects: the same operators, whether observations come live from the log or are recorded ones.
 *
 * @param transitions of breaches; event time in it is how far detection is
 * @param ruleFaults rules refused, failed or without limits
 */
public record Detection(DataStream<Outgoing> transitions, DataStream<Outgoing> ruleFaults) {

    /**
     * Draws it into the environment of {@code observations}.
     *
     * @param observations with event time, heartbeats among them
     * @param tables what changes in rules and register while the job runs
     * @param standing rules and register as they stand when an operator starts
     */
    public static Detection draw(
            DataStream<Observed> observations,
            BroadcastStream<TableEntry> tables,
            DetectionFunction.TableSource standing,
            Clock clock,
            ReorderBound reorder) {
        return draw(observations, tables, standing, clock, reorder, Duration.ZERO);
    }

    /**
     * The same where observations may be received some time after they hold.
     *
     * @param siteReorder see {@link SiteFunction}; at most how far event time lags behind the heartbeats
     */
    public static Detection draw(
            DataStream<Observed> observations,
            BroadcastStream<TableEntry> tables,
            DetectionFunction.TableSource standing,
            Clock clock,
            ReorderBound reorder,
            Duration siteReorder) {
        SingleOutputStreamOperator<Outgoing> transitions = observations
                .filter(observed -> !observed.heartbeat())
                .name("messages")
                .uid("messages")
                // As many as there are sources: handed to others in turn, the messages of a device would lose their
                // order.
                .setParallelism(observations.getParallelism())
                .keyBy(Observed::device, Types.STRING)
                .connect(tables)
                .process(new DetectionFunction(standing, clock, reorder), TypeInformation.of(Outgoing.class))
                .name("detect")
                .uid("detect");
        SingleOutputStreamOperator<Outgoing> ofSites = transitions
                .getSideOutput(DetectionFunction.FOR_THE_SITE)
                .keyBy(SiteFunction::site, Types.STRING)
                .connect(tables)
                .process(new SiteFunction(standing, clock, siteReorder.toMillis()), TypeInformation.of(Outgoing.class))
                .name("detect at sites")
                .uid("detect-sites");
        return new Detection(
                transitions.union(ofSites),
                transitions
                        .getSideOutput(DetectionFunction.RULE_FAULTS)
                        .union(ofSites.getSideOutput(DetectionFunction.RULE_FAULTS)));
    }
}
