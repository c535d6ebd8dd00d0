package org.jiaoying.alerting.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.ContactStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactVerifierTest {
    private static final Actor OFFICER = Actor.account("officer");
    private static final String ZHANG = "8613800000001";

    private Engine engine;

    @BeforeEach
    void open() {
        engine = Engine.fresh();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private ContactVerifier verifier(Duration testEvery) {
        return new ContactVerifier(
                engine.transactions, engine.clock, new ContactStore(engine.pool), engine.outbox, testEvery, () -> {});
    }

    private String codeSent() {
        String text = engine.rows("select text from outbox where purpose = 'verify' order by created_at desc limit 1")
                .get(0);
        Matcher code = Pattern.compile("验证码 ([0-9]{6})").matcher(text);
        assertThat(code.find()).isTrue();
        assertThat(text).contains("不是预警");
        return code.group(1);
    }

    private List<String> verified() {
        return engine.rows(
                "select person_id, verified_by from contact where verified_at is not null order by person_id");
    }

    private void reply(String from, String person) {
        engine.execute("insert into reply (channel, carrier_key, session, from_address, to_address, text, received_at,"
                + " outcome, person_id) values ('sms', '" + from + engine.clock.instant() + "', 's', '" + from
                + "', '106', '1', '" + engine.clock.instant() + "', 'x', "
                + (person == null ? "null" : "'" + person + "'")
                + ")");
    }

    private static void run(ContactVerifier verifier) {
        verifier.runDue().toCompletableFuture().join();
    }

    @Test
    void theCodeThatComesBackVerifiesTheNumber() {
        ContactVerifier verifier = verifier(Duration.ZERO);
        await(verifier.sendCode("zhang", ZHANG, OFFICER));
        await(verifier.confirm("zhang", ZHANG, codeSent(), OFFICER));
        assertThat(verified()).containsExactly("zhang code");
        assertThatThrownBy(() -> await(verifier.confirm("zhang", ZHANG, codeSent(), OFFICER)))
                .as("a code is good once")
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aFewWrongGuessesVoidTheCode() {
        ContactVerifier verifier = verifier(Duration.ZERO);
        await(verifier.sendCode("zhang", ZHANG, OFFICER));
        String code = codeSent();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> await(verifier.confirm("zhang", ZHANG, wrong, OFFICER)))
                    .isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> await(verifier.confirm("zhang", ZHANG, code, OFFICER)))
                .isInstanceOf(RefusedException.class);
        assertThat(verified()).isEmpty();
    }

    @Test
    void aCodeHoldsHalfAnHour_andIsNotSentTwiceInAMinute() {
        ContactVerifier verifier = verifier(Duration.ZERO);
        await(verifier.sendCode("zhang", ZHANG, OFFICER));
        assertThatThrownBy(() -> await(verifier.sendCode("zhang", ZHANG, OFFICER)))
                .isInstanceOf(RefusedException.class);
        String code = codeSent();
        engine.clock.advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> await(verifier.confirm("zhang", ZHANG, code, OFFICER)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> await(verifier.sendCode("zhang", "8613899999999", OFFICER)))
                .as("of somebody else")
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void theCodeStandsInNoTableAndNoRecord() {
        await(verifier(Duration.ZERO).sendCode("zhang", ZHANG, OFFICER));
        String code = codeSent();
        assertThat(engine.rows("select code_hash from contact_code").get(0)).doesNotContain(code);
        assertThat(engine.rows("select detail from audit where action = 'contact.code-sent'")
                        .get(0))
                .doesNotContain(code)
                .doesNotContain(ZHANG);
    }

    @Test
    void anyReplyFromTheNumberVerifiesIt_butOfASharedOneOnlyWhereItIsKnownWhoWrote() {
        engine.load("""
                people:
                  - {id: a, name: 甲, phones: ["13830000001"], shared-phone: true}
                  - {id: b, name: 乙, phones: ["13830000001"], shared-phone: true}
                """);
        ContactVerifier verifier = verifier(Duration.ZERO);
        run(verifier);
        assertThat(verifier.nextDue().toCompletableFuture().join()).isEmpty();
        reply(ZHANG, null);
        reply("8613830000001", null);
        assertThat(verifier.nextDue().toCompletableFuture().join()).contains(engine.clock.instant());
        run(verifier);
        assertThat(verifier.nextDue().toCompletableFuture().join()).isEmpty();
        assertThat(verified()).containsExactly("zhang reply");
        engine.clock.advance(Duration.ofSeconds(1));
        reply("8613830000001", "b");
        run(verifier);
        assertThat(verified()).containsExactly("b reply", "zhang reply");
    }

    @Test
    void aScheduledTestIsSentInWorkingHours_andSilenceTakesTheProofAway() {
        // 08:00 on a Sunday in Beijing; Monday is a workday.
        engine.execute("update contact set verified_at = '2026-02-27', verified_by = 'code' where person_id = 'li'");
        ContactVerifier verifier = verifier(Duration.ofDays(90));
        run(verifier);
        Instant monday = Instant.parse("2026-03-02T01:00:00Z");
        assertThat(verifier.nextDue().toCompletableFuture().join()).contains(monday);
        engine.clock.set(monday);
        run(verifier);
        assertThat(engine.rows("select address from outbox where purpose = 'test' order by address"))
                .as("all but the one just verified")
                .containsExactly(ZHANG, "8613800000003", "8613800000009");
        assertThat(engine.rows("select distinct text like '%【测试】%' from outbox where purpose = 'test'"))
                .containsExactly("true");
        run(verifier);
        assertThat(engine.rows("select count(*) from outbox where purpose = 'test'"))
                .containsExactly("3");

        engine.clock.advance(Duration.ofMinutes(5));
        reply(ZHANG, null);
        run(verifier);
        engine.clock.set(monday.plus(Duration.ofHours(24)));
        run(verifier);
        assertThat(engine.rows("select person_id, outcome from test_call order by person_id"))
                .containsExactly("duty SILENT", "wang SILENT", "zhang ANSWERED");
        assertThat(verified()).containsExactly("li code", "zhang reply");
        assertThat(engine.rows("select count(*) from audit where action = 'contact.silent'"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00:00+08:00, 2026-03-02T09:00:00+08:00",
        "2026-03-02T16:59:59+08:00, 2026-03-02T16:59:59+08:00",
        "2026-03-02T17:00:00+08:00, 2026-03-03T09:00:00+08:00",
        "2026-03-02T03:00:00+08:00, 2026-03-02T09:00:00+08:00",
        "2025-09-30T18:00:00+08:00, 2025-10-09T09:00:00+08:00",
        "2025-09-28T10:00:00+08:00, 2025-09-28T10:00:00+08:00"
    })
    void testsAreSentInTheWorkingHoursOfWorkdays(String at, String good) {
        assertThat(TestTimes.atOrAfter(java.time.OffsetDateTime.parse(at).toInstant()))
                .isEqualTo(java.time.OffsetDateTime.parse(good).toInstant());
    }
}
