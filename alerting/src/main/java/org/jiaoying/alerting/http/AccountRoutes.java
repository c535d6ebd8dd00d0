package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.AccountChange;
import org.jiaoying.alerting.signin.Accounts;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.signin.SignIn;

/** Signing in and out, and the accounts. */
final class AccountRoutes {
    private final SignIn signIn;
    private final Accounts accounts;
    private final Guard guard;

    AccountRoutes(SignIn signIn, Accounts accounts, Guard guard) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.guard = guard;
    }

    void signIn(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Answers.json(
                context,
                signIn.begin(body.getString("account"), body.getString("password"), guard.address(context.request()))
                        .recover(failure -> Future.failedFuture(Guard.signInFailed(context, failure)))
                        .map(session -> {
                            guard.setCookie(context, session.token(), SignIn.SESSION);
                            return document(session.account());
                        }));
    }

    void signOut(RoutingContext context) {
        String token = Guard.token(context);
        guard.setCookie(context, "", Duration.ZERO);
        Answers.done(context, token == null ? Future.succeededFuture() : signIn.end(token));
    }

    void me(RoutingContext context) {
        Answers.json(context, Future.succeededFuture(document(Guard.account(context))));
    }

    void list(RoutingContext context) {
        Answers.items(
                context,
                accounts.list()
                        .map(found ->
                                found.stream().map(AccountRoutes::document).toList()));
    }

    void put(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var change = new AccountChange(
                Answers.path(context, "login"),
                Role.of(body.getString("role")).orElseThrow(),
                body.getString("enterprise"),
                body.getString("person"),
                Objects.requireNonNullElse(body.getBoolean("active"), true),
                body.getString("password"));
        Answers.done(context, accounts.put(change, Guard.account(context).actor()));
    }

    private static JsonObject document(Account account) {
        return new JsonObject()
                .put("login", account.login())
                .put("displayName", account.displayName())
                .put("role", account.role().code())
                .put("enterprise", account.enterprise())
                .put("person", account.personId())
                .put("active", account.active());
    }
}
