package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.store.WarningDetails;
import org.jiaoying.alerting.store.WarningViews;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.WarningFilter;
import org.jiaoying.alerting.view.WarningView;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.alerting.warning.Warnings;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Reading warnings, and what people do with them. */
final class WarningRoutes {
    private final WarningViews views;
    private final WarningDetails details;
    private final Warnings warnings;
    private final InstantSource clock;

    WarningRoutes(WarningViews views, WarningDetails details, Warnings warnings, InstantSource clock) {
        this.views = views;
        this.details = details;
        this.warnings = warnings;
        this.clock = clock;
    }

    void list(RoutingContext context) {
        WarningFilter filter = filter(context);
        Scope scope = Scope.of(Guard.account(context));
        Answers.json(
                context,
                views.list(scope, filter, Answers.query(context, "limit", 50)).map(page -> page.document()));
    }

    private static WarningFilter filter(RoutingContext context) {
        String state = Answers.query(context, "state");
        String site = Answers.query(context, "site");
        String level = Answers.query(context, "level");
        boolean active = "active".equals(state);
        return new WarningFilter(
                state == null || active ? null : constant(state),
                active,
                site == null ? null : SiteKey.parse(site),
                level == null ? null : Level.valueOf(constant(level)),
                Answers.query(context, "hazard"),
                Answers.queryFlag(context, "drill"),
                Answers.query(context, "q"),
                cursor(Answers.query(context, "after")));
    }

    private static WarningFilter.@Nullable Cursor cursor(@Nullable String after) {
        try {
            return after == null ? null : WarningFilter.Cursor.parse(after);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("after 不是上一页给出的 next。", "after is not the next of a page.");
        }
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    void get(RoutingContext context) {
        Answers.json(context, visible(context).compose(details::detail));
    }

    void calls(RoutingContext context) {
        Answers.items(context, visible(context).compose(warning -> details.calls(warning.id())));
    }

    /** The warning of the path, if the reader may see it. */
    Future<WarningView> visible(RoutingContext context) {
        return views.find(Scope.of(Guard.account(context)), Answers.path(context, "id"))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(ApiException.notFound())));
    }

    void acknowledge(RoutingContext context) {
        JsonObject body = Answers.body(context);
        act(context, (warning, account) -> {
            String person = body.getString("person");
            requireAnswerer(account, warning, person);
            String onBehalfOf = account.role() == Role.OFFICIAL ? null : person;
            return warnings.acknowledge(warning.id(), account.actor(), onBehalfOf, body.getString("note", ""));
        });
    }

    /** An official answers for themselves; everybody else says who answered, one of the chain. */
    private static void requireAnswerer(Account account, WarningView warning, @Nullable String person) {
        if (account.role() == Role.OFFICIAL) {
            if (person != null && !person.equals(account.personId())) {
                throw invalid("您只能以本人身份应答。", "You can only answer for yourself.");
            }
        } else if (person == null) {
            throw invalid("请指明实际应答的责任人（person）。", "Say who answered (person).");
        } else if (!warning.names(person)) {
            throw invalid("该人不在这条预警的责任链中。", "That person is not in the warning's chain.");
        }
    }

    private static RefusedException invalid(String zh, String en) {
        return new RefusedException(RefusedException.Code.INVALID, new Text(zh, en));
    }

    void feedback(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var report = new Report(
                Report.Kind.valueOf(constant(body.getString("kind"))),
                body.getString("commander", ""),
                body.getString("affected", ""),
                body.getInteger("peopleMoved"),
                body.getString("done"));
        act(context, (warning, account) -> warnings.feedback(warning.id(), account.actor(), report));
    }

    void close(RoutingContext context) {
        String reason = Answers.body(context).getString("reason");
        act(context, (warning, account) -> warnings.close(warning.id(), account.actor(), reason));
    }

    void shelve(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Duration time = Duration.ofMinutes(body.getInteger("minutes"));
        act(
                context,
                (warning, account) -> warnings.shelve(
                        warning.id(), account.actor(), clock.instant().plus(time), body.getString("reason")));
    }

    void unshelve(RoutingContext context) {
        String reason = Answers.body(context).getString("reason");
        act(context, (warning, account) -> warnings.unshelve(warning.id(), account.actor(), reason));
    }

    void escalate(RoutingContext context) {
        String reason = Answers.body(context).getString("reason");
        act(context, (warning, account) -> warnings.escalate(warning.id(), account.actor(), reason));
    }

    private void act(RoutingContext context, BiFunction<WarningView, Account, Future<Void>> step) {
        Account account = Guard.account(context);
        Answers.done(context, visible(context).compose(warning -> step.apply(warning, account)));
    }
}
