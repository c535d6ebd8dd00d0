package org.jiaoying.stream.host;

import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jiaoying.stream.log.TableEntry;

/** Brings the rules and the register to every operator that detects. */
public final class TableBroadcast {
    private TableBroadcast() {}

    public static BroadcastStream<TableEntry> of(DataStream<TableEntry> entries) {
        return entries.broadcast(Tables.ENTRIES, Tables.POSITIONS);
    }
}
