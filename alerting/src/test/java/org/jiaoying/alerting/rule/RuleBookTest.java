package org.jiaoying.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.intake.RuleFaultTaker;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.messaging.log.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Actor ADMIN = Actor.account("admin");

    private final Engine engine = Engine.fresh();
    private final RuleStore store = new RuleStore(engine.pool);
    private final List<String> committed = new ArrayList<>();
    private final RuleBook book = new RuleBook(engine.transactions, store, () -> committed.add("told"));

    @AfterEach
    void close() {
        engine.close();
    }

    private static String document(double red) {
        return """
                {"id": "r", "hazard": "gas", "title": {"zh": "甲烷超限", "en": "Methane"}, "clause": "AQ 1029-2019",
                 "from": "2020-02-01", "subject": {"quantity": "ch4"}, "kind": "threshold", "side": "above",
                 "levels": {"red": %s}, "say": {"zh": "{value}", "en": "{value}"},
                 "advice": {"zh": "撤人", "en": "Withdraw"}}
                """.formatted(red);
    }

    private int put(double red, Integer expected) {
        return await(book.put("r", document(red), expected, ADMIN, "because"));
    }

    private static void refused(ThrowingCallable change, RefusedException.Code code) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void whoSawAnOlderVersionOverwritesNothing() {
        assertThat(put(1.5, 0)).isEqualTo(1);
        assertThat(put(2.0, 1)).isEqualTo(2);

        refused(() -> put(2.5, 1), RefusedException.Code.CONFLICT);
        refused(() -> put(2.5, 0), RefusedException.Code.CONFLICT);
        assertThat(await(book.versions("r"))).extracting(RuleVersion::version).containsExactly(2, 1);
        assertThat(put(2.5, 2)).isEqualTo(3);
    }

    @Test
    void ofTwoWhoChangeAtOnceOneWins() {
        put(1.5, 0);
        var first = book.put("r", document(2.0), 1, ADMIN, "a");
        var second = book.put("r", document(2.5), 1, ADMIN, "b");
        int refusals = 0;
        for (var change : List.of(first, second)) {
            try {
                await(change);
            } catch (RefusedException e) {
                refusals++;
            }
        }

        assertThat(refusals).isEqualTo(1);
        assertThat(await(book.versions("r"))).hasSize(2);
    }

    @Test
    void anEarlierVersionIsPutInForceAgainAsANewOne() {
        put(1.5, null);
        put(2.0, null);

        assertThat(await(book.rollBack("r", 1, 2, ADMIN, "too many"))).isEqualTo(3);
        List<RuleVersion> versions = await(book.versions("r"));
        assertThat(versions.get(0).document()).isEqualTo(versions.get(2).document());
        assertThat(versions.get(0).reason()).isEqualTo("too many");
        refused(() -> await(book.rollBack("r", 9, null, ADMIN, "x")), RefusedException.Code.NOT_FOUND);
    }

    @Test
    void aRuleThatIsTakenAwayKeepsItsVersionsAndCanComeBack() {
        put(1.5, null);
        assertThat(await(book.remove("r", 1, ADMIN, "sensor dismantled"))).isEqualTo(2);

        assertThat(await(book.list())).isEmpty();
        assertThat(await(book.versions("r")).get(0).removed()).isTrue();
        refused(() -> await(book.remove("r", null, ADMIN, "again")), RefusedException.Code.NOT_FOUND);
        assertThat(await(book.rollBack("r", 1, null, ADMIN, "it is back"))).isEqualTo(3);
        assertThat(await(book.list())).hasSize(1);
        assertThat(engine.rows("select action from audit where subject = 'r' order by seq"))
                .containsExactly("rule.changed", "rule.removed", "rule.changed");
    }

    @Test
    void aPackNeverBringsBackWhatPeopleTookAwayOrChanged() {
        List<Rule> pack = List.of(RuleParser.rule("r", document(1.5)));
        await(book.load("p", pack));
        await(book.remove("r", null, ADMIN, "not here"));
        await(book.load("p", pack));
        assertThat(await(book.list())).isEmpty();

        put(2.0, null);
        await(book.load("p", pack));
        assertThat(await(book.list()).get(0).document()).contains("2.0");
    }

    @Test
    void aRuleGoesIntoShadowAndOff() {
        put(1.5, null);
        await(book.setMode("r", Rule.Mode.SHADOW, null, ADMIN, "a week of trial"));
        assertThat(await(book.list()).get(0).document()).contains("\"mode\":\"shadow\"");
        await(book.setMode("r", Rule.Mode.OFF, null, ADMIN, "wrong"));
        assertThat(await(book.setMode("r", Rule.Mode.OFF, null, ADMIN, "again")))
                .isEqualTo(3);
    }

    @Test
    void aChangeWithoutAReasonIsRefused() {
        refused(() -> await(book.put("r", document(1), null, ADMIN, " ")), RefusedException.Code.INVALID);
        assertThat(committed).isEmpty();
    }

    @Test
    void faultsAreCountedByVersionAndCode() {
        var taker = new RuleFaultTaker(store);
        for (long count : new long[] {1, 2_000}) {
            byte[] fault = RuleCodec.encode(
                    new RuleFault("r", 1, "failed", "divided by nothing", engine.clock.instant(), count));
            await(engine.transactions.run(work -> taker.take(work, List.of(record(fault)))));
            engine.clock.set(engine.clock.instant().plus(Duration.ofMinutes(1)));
        }

        assertThat(await(book.faults("r"))).singleElement().satisfies(found -> {
            assertThat(found.count()).isEqualTo(2_001);
            assertThat(found.firstAt()).isEqualTo(Engine.START);
            assertThat(found.at()).isEqualTo(Engine.START.plusSeconds(60));
        });
    }

    private static LogRecord record(byte[] value) {
        return new LogRecord(0, 0, "r", value);
    }
}
