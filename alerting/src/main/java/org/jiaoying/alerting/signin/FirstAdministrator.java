package org.jiaoying.alerting.signin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.store.Database;
import org.jiaoying.alerting.store.SessionStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.Text;

/**
 * Creates an administrator's account straight in the database, where nobody can sign in yet, or nobody can any more. Whoever may
 * do that may do everything with the database anyway; it is recorded all the same.
 */
public final class FirstAdministrator {
    private static final Actor SELF = Actor.part("add-administrator");

    private FirstAdministrator() {}

    /**
     * Brings the tables up to date and creates the account. Blocks.
     *
     * @param reset whether an account of that name is made an administrator with this password, instead of being left alone
     * @throws RefusedException if the account is there already, or name or password will not do
     */
    public static void add(Database database, String login, String password, boolean reset, InstantSource clock) {
        database.migrate();
        Vertx vertx = Vertx.vertx();
        Pool pool = database.open(vertx);
        try {
            await(put(
                    vertx,
                    pool,
                    new AccountChange(login, Role.ADMINISTRATOR, null, null, true, password),
                    reset,
                    clock));
        } finally {
            await(pool.close());
            await(vertx.close());
        }
    }

    private static Future<Void> put(Vertx vertx, Pool pool, AccountChange change, boolean reset, InstantSource clock) {
        var transactions = new Transactions(pool, clock);
        var store = new AccountStore(pool);
        var signIn = new SignIn(vertx, store, new SessionStore(pool), transactions, clock);
        var accounts = new Accounts(store, transactions, signIn);
        return store.find(change.login())
                .compose(found -> found.isPresent() && !reset
                        ? Future.failedFuture(new RefusedException(
                                RefusedException.Code.INVALID,
                                new Text(
                                        "账号 " + change.login() + " 已存在；要重设密码请加 --reset。",
                                        "Account " + change.login()
                                                + " is there already; to set its password anew add --reset.")))
                        : accounts.put(change, SELF))
                .onComplete(done -> signIn.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RefusedException refused ? refused : e;
        }
    }
}
