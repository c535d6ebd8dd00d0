package org.jiaoying.alerting.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** Everything the HTTP interface reads from, on one pool of connections. */
public record ReadStores(
        AccountStore accounts,
        SessionStore sessions,
        WarningViews warnings,
        WarningDetails details,
        FigureViews figures,
        RegisterViews register,
        PeopleViews people,
        RejectViews rejects,
        AuditViews audit,
        AuditStore auditLines,
        HealthViews health,
        ShadowStore shadows,
        LiveStore live,
        Notices notices) {

    /** @param clock of the data: by it a report is overdue */
    public static ReadStores on(
            Vertx vertx, Database database, Pool pool, Transactions transactions, InstantSource clock) {
        return new ReadStores(
                new AccountStore(pool),
                new SessionStore(pool),
                new WarningViews(pool, clock),
                new WarningDetails(pool),
                new FigureViews(pool),
                new RegisterViews(pool),
                new PeopleViews(pool, transactions),
                new RejectViews(pool),
                new AuditViews(pool),
                new AuditStore(pool),
                new HealthViews(pool),
                new ShadowStore(pool),
                new LiveStore(pool),
                new Notices(vertx, database));
    }
}
