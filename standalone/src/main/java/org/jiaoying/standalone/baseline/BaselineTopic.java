package org.jiaoying.standalone.baseline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.BaselineCodec;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;

/** The baselines in force, on their topic. */
public final class BaselineTopic {
    private BaselineTopic() {}

    /** The version of each baseline that stands in the topic. */
    public static Map<String, Integer> versions(String bootstrapServers) {
        var versions = new TreeMap<String, Integer>();
        new TableReader(bootstrapServers, Topic.BASELINES, read -> {
                    String key = read.key();
                    byte[] value = read.value();
                    if (key != null && value != null) {
                        try {
                            versions.put(key, BaselineCodec.decode(value).version());
                        } catch (BadRecordException newer) {
                            versions.putIfAbsent(key, 0);
                        }
                    }
                })
                .close();
        return versions;
    }

    /**
     * Publishes; returns when all are safe.
     *
     * @throws LogUnavailableException if Kafka does not take them
     */
    public static void publish(String bootstrapServers, List<Baseline> baselines) {
        try (var log = new LogProducer(bootstrapServers, "baseline-learn")) {
            var safe = baselines.stream()
                    .map(baseline -> log.append(Topic.BASELINES, baseline.key(), BaselineCodec.encode(baseline)))
                    .toList();
            safe.forEach(one -> one.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailableException unavailable ? unavailable : e;
        }
    }
}
