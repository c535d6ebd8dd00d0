package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jspecify.annotations.Nullable;

/** The receipts' table, and what receipts say about the parts of texts. */
public final class ReceiptStore {
    private static final String MARK = """
            with marked as (
              update outbox_part set status = case status when 'DELIVERED' then status else $3 end
              where carrier = $1 and carrier_id = $2 returning outbox_id, part)
            select o.id, o.call_id, not exists (
                select 1 from outbox_part p where p.outbox_id = o.id
                  and not exists (select 1 from marked m where m.outbox_id = p.outbox_id and m.part = p.part)
                  and p.status is distinct from 'DELIVERED') as others_delivered
            from outbox o where o.id in (select outbox_id from marked)
            """;

    /**
     * A text one of whose parts a receipt is about.
     *
     * @param allDelivered whether every part is, if this one is
     */
    public record Marked(String outboxId, @Nullable String callId, boolean allDelivered) {}

    /** Lets the record of a submission and its receipt not pass each other. */
    public Future<Void> lock(Work work, String carrier, String carrierId) {
        return Sql.run(
                        work.connection(),
                        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
                        "receipt/" + carrier + "/" + carrierId)
                .mapEmpty();
    }

    /** @return false if it was here before */
    public Future<Boolean> add(Work work, Receipt receipt) {
        return Sql.run(
                        work.connection(),
                        "insert into receipt (carrier, carrier_id, status, outcome, error, received_at, matched)"
                                + " values ($1, $2, $3, $4, $5, $6, false) on conflict do nothing",
                        receipt.carrier(),
                        receipt.carrierId(),
                        receipt.status(),
                        receipt.outcome(),
                        receipt.error(),
                        work.now())
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** Receipts of that id that found no submission yet. */
    public Future<List<Receipt>> waiting(Work work, String carrier, String carrierId) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from receipt where carrier = $1 and carrier_id = $2 and not matched order by received_at",
                        carrier,
                        carrierId),
                ReceiptStore::read);
    }

    /** Marks the parts a receipt is about. */
    public Future<List<Marked>> mark(Work work, Receipt receipt) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                MARK,
                                receipt.carrier(),
                                receipt.carrierId(),
                                receipt.outcome().name()),
                        row -> new Marked(
                                row.getString("id"), row.getString("call_id"), row.getBoolean("others_delivered")))
                .compose(marked -> marked.isEmpty()
                        ? Future.succeededFuture(marked)
                        : Sql.run(
                                        work.connection(),
                                        "update receipt set matched = true where carrier = $1 and carrier_id = $2 and status = $3",
                                        receipt.carrier(),
                                        receipt.carrierId(),
                                        receipt.status())
                                .map(marked));
    }

    private static Receipt read(Row row) {
        return new Receipt(
                row.getString("carrier"),
                row.getString("carrier_id"),
                Receipt.Outcome.valueOf(row.getString("outcome")),
                row.getString("status"),
                row.getString("error"));
    }
}
