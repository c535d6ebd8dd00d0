package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import org.jiaoying.alerting.live.LiveStream;
import org.jiaoying.alerting.signin.SignIn;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.view.Scope;
import org.jspecify.annotations.Nullable;

/** The live stream, for as long as its reader is signed in. */
final class StreamRoute {
    private final LiveStream stream;
    private final SignIn signIn;
    private final AccountStore accounts;

    StreamRoute(LiveStream stream, SignIn signIn, AccountStore accounts) {
        this.stream = stream;
        this.signIn = signIn;
        this.accounts = accounts;
    }

    void serve(RoutingContext context) {
        String token = Guard.token(context);
        String login = Guard.account(context).login();
        boolean bySession = context.request().getHeader("Authorization") == null && token != null;
        stream.serve(context.response(), again -> scope(bySession ? token : null, login), lastId(context));
    }

    /** What the reader may see now; fails once the session has ended or the account is shut. */
    private Future<Scope> scope(@Nullable String token, String login) {
        return (token == null ? accounts.find(login) : signIn.bySession(token))
                .compose(found -> found.filter(account -> account.active())
                        .map(account -> Future.succeededFuture(Scope.of(account)))
                        .orElseGet(() -> Future.failedFuture(ApiException.notFound())));
    }

    private static OptionalLong lastId(RoutingContext context) {
        String header = context.request().getHeader("Last-Event-ID");
        try {
            return header == null || header.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(header));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
