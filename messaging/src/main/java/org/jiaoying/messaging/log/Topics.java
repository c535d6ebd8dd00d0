package org.jiaoying.messaging.log;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what is missing of the log's topics. */
public final class Topics {
    private Topics() {}

    /**
     * Creates each missing topic. A topic that exists is left as it is, also by a second process doing the same.
     *
     * @param partitions of the topics that are not compacted
     * @param replication copies of each partition
     * @throws LogUnavailableException if Kafka cannot be reached or refuses
     */
    public static void create(String bootstrapServers, int partitions, short replication) {
        List<NewTopic> wanted = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.topicName(), topic.compacted() ? 1 : partitions, replication)
                        .configs(topic.configuration()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (var creation : admin.createTopics(wanted).values().values()) {
                try {
                    creation.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new LogUnavailableException("cannot create the topics of the log", e);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new LogUnavailableException("cannot reach Kafka at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while creating the topics of the log", e);
        }
    }
}
