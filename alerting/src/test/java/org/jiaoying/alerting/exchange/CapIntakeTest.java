package org.jiaoying.alerting.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.notify.door.Entrance;
import org.jiaoying.alerting.store.ExchangeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of other authorities become warnings, on a real database. */
class CapIntakeTest {
    private static final String SENT = "2026-03-01T08:00:00+08:00";

    private final Engine engine = Engine.fresh();
    private final CapIntake intake = intake(false);

    private CapIntake intake(boolean signed) {
        return new CapIntake(
                Caps.settings(signed), engine.transactions, new ExchangeStore(engine.pool), engine.taker, () -> {});
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAlertIsAWarningAnUpdateRaisesItAndACancelClearsIt() {
        assertThat(post(Caps.weather("w1", "Alert", "Moderate", SENT, ""))).isEqualTo("200 taken");
        assertThat(engine.rows("select hazard, level, state from warning")).containsExactly("weather yellow OPEN");
        assertThat(engine.rows("select count(*) > 0 from call")).containsExactly("true");
        assertThat(post(Caps.weather("w2", "Update", "Extreme", SENT, references("w1"))))
                .isEqualTo("200 taken");
        assertThat(engine.rows("select level, state from warning")).containsExactly("red OPEN");
        assertThat(post(Caps.weather("w3", "Cancel", "Extreme", SENT, references("w2"))))
                .isEqualTo("200 taken");
        assertThat(engine.rows("select cleared_at is not null from warning")).containsExactly("true");
        assertThat(engine.rows("select reason_zh from breach")).containsExactly("气象台发布暴雨预警");
    }

    @Test
    void aMessageCountsOnce() {
        String alert = Caps.weather("w1", "Alert", "Severe", SENT, "");
        post(alert);
        assertThat(post(alert)).isEqualTo("200 repeated");
        assertThat(engine.rows("select count(*) from warning")).containsExactly("1");
        assertThat(engine.rows("select count(*) from breach_transition")).containsExactly("1");
    }

    @Test
    void theColourCountsMoreThanTheSeverity() {
        String alert = Caps.weather("w1", "Alert", "Moderate", SENT, "")
                .replace("<area>", "<parameter><valueName>预警级别</valueName><value>红色</value></parameter><area>");
        post(alert);
        assertThat(engine.rows("select level from warning")).containsExactly("red");
    }

    @Test
    void whatIsNotActualIsKeptAndCallsNobody() {
        for (String status : new String[] {"Exercise", "Test", "Draft", "System"}) {
            String message = Caps.weather(status, "Alert", "Extreme", SENT, "").replace(">Actual<", ">" + status + "<");
            assertThat(post(message)).isEqualTo("200 kept");
        }
        assertThat(engine.rows("select count(*) from cap_received")).containsExactly("4");
        assertThat(engine.rows("select * from warning")).isEmpty();
    }

    @Test
    void whenItsTimeIsOverItClears() {
        post(Caps.weather("w1", "Alert", "Severe", SENT, "")
                .replace("<headline>", "<expires>2026-03-01T10:00:00+08:00</expires><headline>"));
        assertThat(intake.nextDue().toCompletableFuture().join()).contains(Engine.START.plus(Duration.ofHours(2)));
        engine.clock.advance(Duration.ofHours(2));
        intake.runDue().toCompletableFuture().join();
        assertThat(engine.rows("select cleared_at is not null from warning")).containsExactly("true");
        assertThat(intake.nextDue().toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aCancelOfNothingKnownAndAnUpdateWithoutReferencesAreRefused() {
        assertThat(post(Caps.weather("w1", "Cancel", "Severe", SENT, references("w0"))))
                .isEqualTo("422 not-known");
        assertThat(post(Caps.weather("w2", "Update", "Severe", SENT, ""))).isEqualTo("422 no-references");
        assertThat(post(Caps.weather("w3", "Update", "Severe", SENT, "<references>w1</references>")))
                .isEqualTo("422 bad-references");
        assertThat(engine.rows("select count(*) from audit where action = 'cap.refused'"))
                .containsExactly("3");
    }

    @Test
    void whoHasNotTheTokenIsNotKnown() {
        String alert = Caps.weather("w1", "Alert", "Severe", SENT, "");
        for (String authorization : new String[] {"", "Bearer ", "Bearer wrong", Caps.TOKEN, "Basic " + Caps.TOKEN}) {
            assertThat(post(intake, "weather", authorization, alert)).isEqualTo("401 not-known");
        }
        assertThat(post(intake, "seismic", "Bearer " + Caps.TOKEN, alert)).isEqualTo("401 not-known");
        assertThat(engine.rows("select * from cap_received")).isEmpty();
    }

    @Test
    void aSourceWithAKeyMustSignAndOnlyTheWholeMessageCounts() {
        CapIntake strict = intake(true);
        String plain = Caps.weather("w1", "Alert", "Severe", SENT, "");
        var theirs = new XmlSigning(Caps.privatePem(Caps.THEIRS));
        var others = new XmlSigning(Caps.privatePem(Caps.OURS));
        String signed = theirs.signed(plain);
        assertThat(post(strict, plain)).isEqualTo("422 bad-signature");
        assertThat(post(strict, others.signed(plain))).isEqualTo("422 bad-signature");
        assertThat(post(strict, signed.replace("Severe", "Extreme"))).isEqualTo("422 bad-signature");
        String wrapped = signed.replaceFirst(
                        "<alert ",
                        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>x</identifier><alert ")
                + "</alert>";
        assertThat(post(strict, wrapped)).isEqualTo("422 bad-signature");
        assertThat(post(strict, signed)).isEqualTo("200 taken");
    }

    @Test
    void whatWasSentLongAgoOrWillBeIsRefused() {
        assertThat(post(Caps.weather("w1", "Alert", "Severe", "2026-02-27T08:00:00+08:00", "")))
                .isEqualTo("422 bad-time");
        assertThat(post(Caps.weather("w2", "Alert", "Severe", "2026-03-01T09:00:00+08:00", "")))
                .isEqualTo("422 bad-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<alert/>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>&x;</alert>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><alert>&b;</alert>",
                "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.1\"/>",
                "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>"
            })
    void rubbishAndEntitiesAreRefused(String rubbish) {
        assertThat(post(rubbish)).startsWith("422 ");
    }

    @Test
    void aHugeMessageIsRefusedUnread() {
        assertThat(post("<alert>" + "x".repeat(500_000) + "</alert>")).isEqualTo("422 too-large");
    }

    private String post(String body) {
        return post(intake, body);
    }

    private static String post(CapIntake to, String body) {
        return post(to, "weather", "Bearer " + Caps.TOKEN, body);
    }

    private static String post(CapIntake to, String source, String authorization, String body) {
        Entrance.Answer answer =
                Engine.await(to.entrances().get(0).answer().apply(new Entrance.Request(source, authorization, body)));
        return answer.status() + " " + new JsonObject(answer.body()).getString("outcome");
    }

    private static String references(String identifier) {
        return "<references>weather@province.example," + identifier + "," + SENT + "</references>";
    }
}
