package org.jiaoying.stream.log;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.ObservationHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topic {@code observations}. Bytes that are no record are counted, logged, and passed over: they would stop the job for good. */
public final class ObservedSchema implements KafkaRecordDeserializationSchema<Observed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ObservedSchema.class);
    private static final byte[] NOTHING = {};

    private transient @Nullable Counter badRecords;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        badRecords = context.getMetricGroup().counter("badRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> in, Collector<Observed> out) {
        byte @Nullable [] value = in.value();
        try {
            if (value == null) {
                throw new BadRecordException("a record without a value");
            }
            ObservationHeader header = ObservationHeader.of(value);
            DeviceKey device = header.device();
            out.collect(
                    device == null
                            ? new Observed("", header.at(), NOTHING)
                            : new Observed(device.toString(), header.at(), value));
        } catch (BadRecordException e) {
            Counter counter = badRecords;
            if (counter != null) {
                counter.inc();
            }
            LOG.warn("observations {}@{} passed over: {}", in.partition(), in.offset(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<Observed> getProducedType() {
        return TypeInformation.of(Observed.class);
    }
}
