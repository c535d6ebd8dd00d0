package org.jiaoying.alerting.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.store.ContactStore;
import org.jiaoying.alerting.store.ContactStore.Contact;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.Sha256;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.time.Agenda;

/**
 * Proves that a contact still reaches its person: a code that is sent there comes back; a scheduled test text is answered; or any
 * text comes from there. A test that stays silent takes the proof away.
 */
public final class ContactVerifier implements Agenda {
    private static final Actor SELF = Actor.part("verify");
    private static final Duration CODE_HOLDS = Duration.ofMinutes(30);
    private static final Duration BETWEEN_CODES = Duration.ofMinutes(1);
    private static final Duration TEST_WAITS = Duration.ofHours(24);
    private static final int MAX_TRIES = 5;
    private static final int LOT = 50;
    private static final String SMS = "sms";

    private final Transactions transactions;
    private final InstantSource clock;
    private final ContactStore contacts;
    private final OutboxStore outbox;
    private final Duration testEvery;
    private final Runnable afterCommit;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param testEvery how old a proof may become before a test text is sent; zero: none are sent
     * @param afterCommit told after each text that waits to be sent; must not block
     */
    public ContactVerifier(
            Transactions transactions,
            InstantSource clock,
            ContactStore contacts,
            OutboxStore outbox,
            Duration testEvery,
            Runnable afterCommit) {
        this.transactions = transactions;
        this.clock = clock;
        this.contacts = contacts;
        this.outbox = outbox;
        this.testEvery = testEvery;
        this.afterCommit = afterCommit;
    }

    /** Sends a code to a person's number; the one sent before is void. */
    public Future<Void> sendCode(String person, String address, Actor actor) {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        return transactions
                .run(work -> contacts.lock(work, person, SMS, address).compose(found -> {
                    if (found.isEmpty()) {
                        return Future.failedFuture(noSuchContact());
                    }
                    Contact contact = found.get();
                    Instant last = contact.codeSentAt();
                    if (last != null && work.now().isBefore(last.plus(BETWEEN_CODES))) {
                        return Future.failedFuture(
                                refused("刚刚已发送验证码，请一分钟后再试", "a code was sent just now; try again in a minute"));
                    }
                    work.record(
                            actor,
                            "contact.code-sent",
                            "person:" + person,
                            new JsonObject().put("address", Masked.number(address)));
                    return contacts.putCode(
                                    work,
                                    contact,
                                    hash(address, code),
                                    work.now().plus(CODE_HOLDS))
                            .compose(done -> put(
                                    work,
                                    "verify-" + person + "-" + work.now().toEpochMilli(),
                                    "verify",
                                    contact,
                                    VerifyText.code(contact.language(), contact.name(), code)));
                }))
                .onSuccess(done -> afterCommit.run());
    }

    /** Takes the code that came back; a few wrong ones void it. */
    public Future<Void> confirm(String person, String address, String code, Actor actor) {
        return transactions
                .run(work -> contacts.lock(work, person, SMS, address)
                        .compose(found -> found.isEmpty()
                                ? Future.<Boolean>failedFuture(noSuchContact())
                                : tried(work, found.get(), code, actor)))
                .compose(right -> right
                        ? Future.succeededFuture()
                        : Future.failedFuture(refused("验证码不对或已过期", "the code is wrong or no longer holds")));
    }

    private Future<Boolean> tried(Work work, Contact contact, String code, Actor actor) {
        Instant expires = contact.codeExpiresAt();
        String expected = contact.codeHash();
        if (expected == null || expires == null || !work.now().isBefore(expires) || contact.tries() >= MAX_TRIES) {
            return Future.succeededFuture(false);
        }
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                hash(contact.address(), code.strip()).getBytes(StandardCharsets.US_ASCII));
        if (!right) {
            // Counted in a transaction that commits: a guess is never free.
            return contacts.countTry(work, contact).map(false);
        }
        work.record(
                actor,
                "contact.verified",
                "person:" + contact.person(),
                new JsonObject()
                        .put("address", Masked.number(contact.address()))
                        .put("by", "code"));
        return contacts.verified(work, contact, "code").map(true);
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return contacts.nextDue(clock.instant(), !testEvery.isZero()).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        return transactions
                .run(work -> contacts.lockCheck(work).compose(free -> free ? check(work) : Future.succeededFuture(0)))
                .onSuccess(sent -> {
                    if (sent > 0) {
                        afterCommit.run();
                    }
                })
                .<Void>mapEmpty()
                .toCompletionStage();
    }

    private Future<Integer> check(Work work) {
        return contacts.takeReplies(work)
                .compose(done -> contacts.takeSilence(work))
                .compose(silent -> {
                    silent.forEach(contact -> work.record(
                            SELF,
                            "contact.silent",
                            "person:" + contact.person(),
                            new JsonObject().put("address", Masked.number(contact.address()))));
                    return testEvery.isZero() ? Future.succeededFuture(0) : test(work);
                });
    }

    /** A lot of tests, if it is time for one. */
    private Future<Integer> test(Work work) {
        return contacts.nextTestAt(work).compose(planned -> {
            if (planned.isPresent() && work.now().isBefore(planned.get())) {
                return Future.succeededFuture(0);
            }
            Instant good = TestTimes.atOrAfter(work.now());
            if (good.isAfter(work.now())) {
                return contacts.planTests(work, good).map(0);
            }
            Instant next = TestTimes.atOrAfter(work.now().plus(TestTimes.BETWEEN_LOTS));
            return contacts.untested(work, work.now().minus(testEvery), LOT)
                    .compose(found -> InOrder.each(found, contact -> test(work, contact))
                            .compose(done -> contacts.planTests(work, next))
                            .map(found.size()));
        });
    }

    private Future<Void> test(Work work, Contact contact) {
        String id = "test-" + contact.person() + "-" + contact.address() + "-"
                + work.now().toEpochMilli();
        work.record(
                SELF,
                "contact.tested",
                "person:" + contact.person(),
                new JsonObject().put("address", Masked.number(contact.address())));
        return contacts.addTest(work, id, contact, work.now().plus(TEST_WAITS))
                .compose(done -> put(work, id, "test", contact, VerifyText.test(contact.language(), contact.name())));
    }

    private Future<Void> put(Work work, String id, String purpose, Contact contact, String text) {
        return outbox.put(work, new Outgoing(id, SMS, contact.address(), text, purpose, null, 0, work.now(), 0))
                .mapEmpty();
    }

    private static String hash(String address, String code) {
        return Sha256.hex(address + "|" + code);
    }

    private static RefusedException noSuchContact() {
        return new RefusedException(
                RefusedException.Code.NOT_FOUND, new Text("该人员没有这个号码", "that person has no such number"));
    }

    private static RefusedException refused(String zh, String en) {
        return new RefusedException(RefusedException.Code.INVALID, new Text(zh, en));
    }
}
