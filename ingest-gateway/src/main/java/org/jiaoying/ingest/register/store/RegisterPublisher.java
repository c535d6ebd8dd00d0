package org.jiaoying.ingest.register.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Publishes changed entries of the register to topic {@code register}, in the order of their versions. Publishing one again is
 * harmless; several publishers take turns.
 */
public final class RegisterPublisher {
    private static final long PUBLISH_LOCK = 0x6A79_7265_6702L;
    private static final int BATCH = 1_000;

    private record Change(String entryKey, long version, byte @Nullable [] record) {}

    private final RegisterStore store;
    private final LogProducer producer;

    public RegisterPublisher(RegisterStore store, LogProducer producer) {
        this.store = store;
        this.producer = producer;
    }

    /**
     * Publishes what has changed; returns when it is safe in the log.
     *
     * @return how many entries were published
     */
    public int publishChanges() {
        int published = 0;
        int batch = BATCH;
        while (batch == BATCH) {
            batch = store.inTransaction("publish the register", this::publishBatch);
            published += batch;
        }
        return published;
    }

    /** Has the whole register published again, as after the log was lost. */
    public int publishAll() {
        store.inTransaction("publish the whole register", connection -> {
            try (PreparedStatement mark = connection.prepareStatement(
                    "update register.outbox set published = false where record is not null")) {
                return mark.executeUpdate();
            }
        });
        return publishChanges();
    }

    private int publishBatch(Connection connection) throws SQLException {
        RegisterStore.lock(connection, PUBLISH_LOCK);
        List<Change> changes = unpublished(connection);
        var safe = new ArrayList<CompletableFuture<?>>();
        for (Change change : changes) {
            safe.add(producer.append(Topic.REGISTER, change.entryKey(), change.record()));
        }
        CompletableFuture.allOf(safe.toArray(new CompletableFuture<?>[0])).join();
        // An entry that was changed meanwhile has a newer version, and stays unpublished.
        try (PreparedStatement mark = connection.prepareStatement(
                "update register.outbox set published = true where entry_key = ? and version = ?")) {
            for (Change change : changes) {
                mark.setString(1, change.entryKey());
                mark.setLong(2, change.version());
                mark.addBatch();
            }
            mark.executeBatch();
        }
        return changes.size();
    }

    private static List<Change> unpublished(Connection connection) throws SQLException {
        var changes = new ArrayList<Change>();
        try (PreparedStatement select = connection.prepareStatement(
                "select entry_key, version, record from register.outbox where not published order by version limit ?")) {
            select.setInt(1, BATCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.add(new Change(rows.getString(1), rows.getLong(2), rows.getBytes(3)));
                }
            }
        }
        return changes;
    }
}
