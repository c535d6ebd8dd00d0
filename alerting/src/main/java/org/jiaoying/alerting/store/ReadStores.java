package org.jiaoying.alerting.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;

/** Everything the HTTP interface reads from, on one pool of connections. */
public record ReadStores(
        AccountStore accounts,
        SessionStore sessions,
        WarningViews warnings,
        WarningDetails details,
        FigureViews figures,
        LoadViews load,
        RegisterViews register,
        PeopleViews people,
        RosterStore rosters,
        DutyViews duty,
        DutyCalendarViews dutyCalendar,
        HandoverStore handovers,
        ContactStore contacts,
        OutboxStore outbox,
        RejectViews rejects,
        FeedViews feeds,
        AuditViews audit,
        AuditStore auditLines,
        BaselineStore baselines,
        HealthViews health,
        StandingViews standing,
        ShadowStore shadows,
        InspectionStore inspections,
        DangerStore dangers,
        ReportSettingStore reportSettings,
        ReportViews reports,
        LiveStore live,
        Notices notices,
        ChannelViews channels) {

    /**
     * @param clock of the data: by it a report is overdue
     * @param contactsHold how long a contact is trusted after it was last verified
     */
    public static ReadStores on(
            Vertx vertx,
            Database database,
            Pool pool,
            Transactions transactions,
            InstantSource clock,
            Duration contactsHold) {
        return new ReadStores(
                new AccountStore(pool),
                new SessionStore(pool),
                new WarningViews(pool, clock),
                new WarningDetails(pool),
                new FigureViews(pool),
                new LoadViews(pool),
                new RegisterViews(pool),
                new PeopleViews(pool, transactions, clock, contactsHold),
                new RosterStore(transactions, pool),
                new DutyViews(pool, clock),
                new DutyCalendarViews(pool, clock),
                new HandoverStore(pool),
                new ContactStore(pool),
                new OutboxStore(pool),
                new RejectViews(pool),
                new FeedViews(pool),
                new AuditViews(pool),
                new AuditStore(pool),
                new BaselineStore(pool),
                new HealthViews(pool),
                new StandingViews(pool),
                new ShadowStore(pool),
                new InspectionStore(pool),
                new DangerStore(pool),
                new ReportSettingStore(pool),
                new ReportViews(pool),
                new LiveStore(pool),
                new Notices(vertx, database),
                new ChannelViews(pool));
    }
}
