package org.jiaoying.stream.log;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes records to one topic. */
public final class OutgoingSchema implements KafkaRecordSerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    public OutgoingSchema(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Outgoing out, KafkaSinkContext context, @Nullable Long timestamp) {
        Integer partition = out.partition() < 0 ? null : out.partition();
        return new ProducerRecord<>(topic, partition, out.key().getBytes(StandardCharsets.UTF_8), out.value());
    }
}
