package org.jiaoying.alerting.signin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.store.SessionStore;
import org.jiaoying.alerting.store.Transactions;

/**
 * Signs people in, and knows them again: by the session's cookie, or by account and password on each request (HTTP Basic).
 * Sessions stand in the database, so that every instance knows them and a restart signs nobody out.
 *
 * <p>Passwords are compared on the threads {@code sign-in}, two of them, so that many attempts at once cost attempts and not
 * the rest of the server. Safe for use by several threads.
 */
public final class SignIn implements AutoCloseable {
    /** How long a session lasts: one shift. */
    public static final Duration SESSION = Duration.ofHours(12);

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 64;

    private final WorkerExecutor workers;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Attempts attempts = new Attempts();
    private final RecentProofs proofs = new RecentProofs();
    private final java.util.concurrent.atomic.AtomicInteger waiting = new java.util.concurrent.atomic.AtomicInteger();
    /** Compared against where there is no such account, so that the time taken does not tell. */
    private static final String NOBODY =
            "pbkdf2-sha512$" + PasswordHash.ITERATIONS + "$bm9ib2R5bm9ib2R5bm9ib2R5$bm9ib2R5";

    /** @param clock of people at a desk: the wall, also where the data's clock runs faster */
    public SignIn(
            Vertx vertx, AccountStore accounts, SessionStore sessions, Transactions transactions, InstantSource clock) {
        this.workers = vertx.createSharedWorkerExecutor("sign-in", THREADS);
        this.accounts = accounts;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A session that was begun. */
    public record Session(Account account, String token) {}

    /** Begins a session; fails with {@link SignInException}. */
    public Future<Session> begin(String login, String password, String address) {
        return prove(login, password, address).compose(account -> {
            String token = SessionToken.create();
            Instant now = clock.instant();
            return transactions
                    .run(work -> {
                        work.record(
                                Actor.account(account.login()),
                                "session.began",
                                "account:" + account.login(),
                                new JsonObject().put("from", address));
                        return sessions.begin(work, SessionToken.hash(token), account.login(), now, now.plus(SESSION));
                    })
                    .map(done -> new Session(account, token));
        });
    }

    /** Ends a session; one that is unknown has ended already. */
    public Future<Void> end(String token) {
        return sessions.end(SessionToken.hash(token));
    }

    /** Whose session it is; empty if it has ended, or the account may not sign in any more. */
    public Future<Optional<Account>> bySession(String token) {
        return sessions.account(SessionToken.hash(token), clock.instant());
    }

    /** Whose account and password these are; fails with {@link SignInException}. A recent proof is remembered for a minute. */
    public Future<Account> byPassword(String login, String password, String address) {
        return accounts.find(login).compose(found -> {
            if (found.isPresent() && found.get().active() && proofs.has(found.get(), password, clock.instant())) {
                return Future.succeededFuture(found.get());
            }
            return prove(login, password, address);
        });
    }

    private Future<Account> prove(String login, String password, String address) {
        Duration wait = attempts.begin(login, address, clock.instant());
        if (!wait.isZero()) {
            return Future.failedFuture(SignInException.tooEarly(wait));
        }
        return accounts.find(login).compose(found -> {
            Optional<Account> account = found.filter(Account::active);
            return matches(password, account.map(Account::passwordHash).orElse(NOBODY))
                    .compose(right -> {
                        if (!right || account.isEmpty()) {
                            return Future.failedFuture(SignInException.wrong());
                        }
                        attempts.succeeded(login, address, clock.instant());
                        proofs.keep(account.get(), password, clock.instant());
                        return Future.succeededFuture(account.get());
                    });
        });
    }

    private Future<Boolean> matches(String password, String hash) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(SignInException.tooEarly(Duration.ofSeconds(5)));
        }
        return workers.executeBlocking(() -> PasswordHash.matches(password, hash), false)
                .onComplete(done -> waiting.decrementAndGet());
    }

    /** Hashes a new password, off the event loop. */
    public Future<String> hash(String password) {
        return workers.executeBlocking(() -> PasswordHash.of(password, PasswordHash.ITERATIONS), false);
    }

    @Override
    public void close() {
        workers.close();
    }
}
