package org.jiaoying.alerting.http;

import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.store.AuditViews;
import org.jiaoying.alerting.store.BaselineStore;
import org.jiaoying.alerting.store.DutyViews;
import org.jiaoying.alerting.store.FeedViews;
import org.jiaoying.alerting.store.PeopleViews;
import org.jiaoying.alerting.store.RegisterViews;
import org.jiaoying.alerting.store.RejectViews;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.domain.SiteKey;

/** Reading the register, people, chains, refused data and the audit log. */
final class ReadRoutes {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final RegisterViews register;
    private final PeopleViews people;
    private final DutyViews duty;
    private final RejectViews rejects;
    private final FeedViews feeds;
    private final AuditViews audit;
    private final BaselineStore baselines;
    private final InstantSource clock;

    ReadRoutes(
            RegisterViews register,
            PeopleViews people,
            DutyViews duty,
            RejectViews rejects,
            FeedViews feeds,
            AuditViews audit,
            BaselineStore baselines,
            InstantSource clock) {
        this.register = register;
        this.people = people;
        this.duty = duty;
        this.rejects = rejects;
        this.feeds = feeds;
        this.audit = audit;
        this.baselines = baselines;
        this.clock = clock;
    }

    private static Scope scope(RoutingContext context) {
        return Scope.of(Guard.account(context));
    }

    void sites(RoutingContext context) {
        Answers.items(context, register.sites(scope(context)));
    }

    void devices(RoutingContext context) {
        String site = Answers.query(context, "site");
        Answers.json(
                context,
                register.devices(
                                scope(context),
                                site == null ? null : SiteKey.parse(site),
                                Answers.query(context, "after"),
                                Answers.query(context, "limit", 50))
                        .map(page -> page.document()));
    }

    void people(RoutingContext context) {
        Account account = Guard.account(context);
        boolean full = "full".equals(Answers.query(context, "phones"));
        if (full && account.role() == Role.ENTERPRISE) {
            throw Guard.forbidden();
        }
        boolean stale = "true".equals(Answers.query(context, "stale"));
        Answers.items(
                context,
                full ? people.full(scope(context), stale, account.actor()) : people.masked(scope(context), stale));
    }

    void rosters(RoutingContext context) {
        Scope scope = scope(context);
        Answers.json(context, people.rosters(scope).compose(chains -> duty.listed(scope, chains)));
    }

    void rejects(RoutingContext context) {
        String own = scope(context).enterprise();
        String asked = Answers.query(context, "enterprise");
        if (own != null && asked != null && !own.equals(asked)) {
            throw Guard.forbidden();
        }
        Answers.items(context, rejects.counts(own == null ? asked : own, since(Answers.query(context, "days", 7))));
    }

    private LocalDate since(int days) {
        return LocalDate.ofInstant(clock.instant(), BEIJING).minusDays(days - 1L);
    }

    void feeds(RoutingContext context) {
        Answers.json(
                context,
                feeds.list(
                                scope(context),
                                since(Answers.query(context, "days", 1)),
                                Answers.query(context, "after"),
                                Answers.query(context, "limit", 50))
                        .map(page -> page.document()));
    }

    void baselines(RoutingContext context) {
        Answers.items(context, baselines.inForce(scope(context), Answers.query(context, "site")));
    }

    void audit(RoutingContext context) {
        Answers.json(
                context,
                audit.list(
                                new AuditViews.Search(
                                        Answers.query(context, "subject"),
                                        Answers.query(context, "actor"),
                                        Answers.query(context, "action"),
                                        Answers.time(context, "from"),
                                        Answers.time(context, "to")),
                                Answers.queryLong(context, "before"),
                                Answers.query(context, "limit", 50))
                        .map(page -> page.document()));
    }
}
