package org.jiaoying.stream.log;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the compacted topics. An entry without a key is none. */
public final class TableEntrySchema implements KafkaRecordDeserializationSchema<TableEntry> {
    private static final long serialVersionUID = 1L;
    private static final byte[] REMOVED = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> in, Collector<TableEntry> out) {
        if (in.key() != null) {
            String key = new String(in.key(), StandardCharsets.UTF_8);
            out.collect(new TableEntry(in.topic(), key, in.offset(), in.value() == null ? REMOVED : in.value()));
        }
    }

    @Override
    public TypeInformation<TableEntry> getProducedType() {
        return TypeInformation.of(TableEntry.class);
    }
}
