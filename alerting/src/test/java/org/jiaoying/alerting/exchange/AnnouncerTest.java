package org.jiaoying.alerting.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.notify.door.Entrance;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published about a warning from its opening to its end, on a real database. */
class AnnouncerTest {
    private final ExchangeSettings settings = Caps.settings(false);
    private Announcer announcer;
    private ExchangeStore store;
    private final Engine engine = Engine.watched(pool -> {
        store = new ExchangeStore(pool);
        announcer = new Announcer(settings, store, new OutboxStore(pool), true);
        return announcer;
    });

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aWarningIsPublishedRaisedAndCancelledWithReferencesToAllBefore() throws Exception {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.advance(Duration.ofMinutes(1));
        engine.take("b1", 2, Change.RAISED, Level.RED);
        engine.clock.advance(Duration.ofMinutes(1));
        engine.take("b1", 3, Change.CLEARED, Level.RED);
        List<CapMessage> messages = published();
        assertThat(messages)
                .extracting(CapMessage::type)
                .containsExactly(CapMessage.Type.ALERT, CapMessage.Type.UPDATE, CapMessage.Type.CANCEL);
        assertThat(messages).extracting(CapMessage::status).containsOnly(CapMessage.Status.ACTUAL);
        assertThat(messages)
                .extracting(message -> message.info().severity())
                .containsExactly("Severe", "Extreme", "Extreme");
        assertThat(messages.get(2).references())
                .extracting(CapMessage.Reference::identifier)
                .containsExactlyInAnyOrder(
                        messages.get(0).identifier(), messages.get(1).identifier());
        assertThat(messages.get(1).references().get(0).sent())
                .isEqualTo(CapWriter.time(messages.get(0).sent()));
        assertThat(messages.get(0).identifier()).matches("33010200100100_[0-9]{14}_[0-9]");
        for (String xml : engine.rows("select xml from cap_sent")) {
            Caps.validate(xml);
            assertThat(xml).doesNotContain("Z</sent>");
            assertThat(XmlSigning.isSigned(SafeXml.read(xml), Caps.OURS.getPublic()))
                    .isTrue();
        }
        assertThat(engine.rows("select channel, address, purpose, particulars ->> 'drill' from outbox"
                        + " where channel in ('cap', 'broadcast') order by created_at, channel"))
                .containsExactly(
                        "cap province announcement false",
                        "broadcast 330102001000 announcement false",
                        "cap province announcement false",
                        "broadcast 330102001000 announcement false",
                        "cap province announcement false");
        assertThat(engine.rows(
                        "select particulars ->> 'cleared' from outbox where channel = 'broadcast' order by created_at"))
                .containsExactly("false", "true");
    }

    @Test
    void whatAnOfficerClosesWithTheDangerStillThereIsCancelledInThePublic_notPlayedAgain() {
        engine.take("b1", 1, Change.OPENED, Level.RED);
        Engine.await(
                engine.desk.close(engine.rows("select id from warning").get(0), Actor.account("officer"), "误报：传感器标校"));
        assertThat(published())
                .extracting(CapMessage::type)
                .containsExactly(CapMessage.Type.ALERT, CapMessage.Type.CANCEL);
        assertThat(engine.rows("select particulars ->> 'cleared' from outbox where channel = 'broadcast' order by id"))
                .containsExactly("false", "true");
    }

    @Test
    void anAnnouncementThatCouldNotLeaveIsNotOvertakenByWhatCancelsIt_norPlayedAfterIt() {
        engine.take("b1", 1, Change.OPENED, Level.RED);
        Instant later = engine.clock.instant().plusSeconds(600);
        // The partner and the platform are away: tried again in a while.
        engine.execute("update outbox set due = '" + later + "' where purpose = 'announcement'");
        engine.clock.advance(Duration.ofMinutes(1));
        engine.take("b1", 2, Change.CLEARED, Level.RED);

        assertThat(claimed("cap"))
                .as("the alert waits, and so does what cancels it")
                .isEmpty();
        assertThat(Engine.await(engine.outbox.nextDue("cap"))).contains(later);
        assertThat(claimed("broadcast"))
                .singleElement()
                .satisfies(text -> assertThat(text.particulars().cleared()).isTrue());
        assertThat(engine.rows("select state, particulars ->> 'cleared' from outbox where channel = 'broadcast'"))
                .containsExactlyInAnyOrder("WITHDRAWN false", "SUBMITTING true");
        engine.clock.set(later);
        assertThat(claimed("cap")).singleElement().satisfies(text -> {
            assertThat(text.text()).contains("<msgType>Alert");
            engine.execute("update outbox set state = 'SUBMITTED' where id = '" + text.id() + "'");
        });
        assertThat(claimed("cap"))
                .singleElement()
                .satisfies(text -> assertThat(text.text()).contains("<msgType>Cancel"));
    }

    private List<Outgoing> claimed(String channel) {
        return Engine.await(
                engine.transactions.run(work -> engine.outbox.claim(work, "one", channel, Duration.ofMinutes(1), 10)));
    }

    @Test
    void belowTheSetLevelNothingIsPublishedAndOneStepIsPublishedOnce() {
        engine.take("b1", 1, Change.OPENED, Level.BLUE);
        assertThat(engine.rows("select * from cap_sent")).isEmpty();
        engine.take("b1", 2, Change.RAISED, Level.YELLOW);
        engine.take("b1", 2, Change.RAISED, Level.YELLOW);
        engine.pass(Duration.ofHours(1));
        assertThat(engine.rows("select msg_type, level from cap_sent")).containsExactly("ALERT YELLOW");
    }

    @Test
    void aDrillIsAnExerciseInAFeedOfItsOwnAndGoesToNobody() throws Exception {
        Engine.await(engine.desk.drill(
                Actor.account("officer"),
                new DrillOrder(new SiteKey("demo-mine", "north"), Hazard.GAS, Level.RED, "瓦斯突出演练")));
        assertThat(engine.rows("select drill from cap_sent")).containsExactly("true");
        CapMessage drill = published().get(0);
        assertThat(drill.status()).isEqualTo(CapMessage.Status.EXERCISE);
        assertThat(drill.scope()).isEqualTo("Restricted");
        assertThat(drill.info().headline()).startsWith("【演练】");
        Caps.validate(engine.rows("select xml from cap_sent").get(0));
        assertThat(engine.rows("select * from outbox where channel in ('cap', 'broadcast')"))
                .isEmpty();
        assertThat(get("/cap/feed.atom", "").body()).doesNotContain(drill.identifier());
        assertThat(get("/cap/messages/:name", drill.identifier()).status()).isEqualTo(404);
        assertThat(get("/cap/drills.atom", "").body()).contains(drill.identifier());
        assertThat(get("/cap/drills/:name", drill.identifier()).status()).isEqualTo(200);
    }

    @Test
    void theFeedIsSignedAndLeadsToEachMessage() {
        engine.take("b1", 1, Change.OPENED, Level.RED);
        String identifier = published().get(0).identifier();
        String feed = get("/cap/feed.atom", "").body();
        assertThat(feed).contains("messages/" + identifier);
        assertThat(XmlSigning.isSigned(SafeXml.read(feed), Caps.OURS.getPublic()))
                .isTrue();
        assertThat(XmlSigning.isSigned(SafeXml.read(feed), Caps.THEIRS.getPublic()))
                .isFalse();
        assertThat(XmlSigning.isSigned(SafeXml.read(feed.replace("红色", "蓝色")), Caps.OURS.getPublic()))
                .isFalse();
        assertThat(get("/cap/messages/:name", identifier).body()).contains(identifier);
        assertThat(XmlSigning.publicKey(get("/cap/key.pem", "").body())).isEqualTo(Caps.OURS.getPublic());
    }

    private Entrance.Answer get(String path, String name) {
        Entrance entrance = new CapFeed(settings, store, announcer)
                .entrances().stream()
                        .filter(one -> one.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        assertThat(entrance.guarded()).isEqualTo(path.contains("drills"));
        return Engine.await(entrance.answer().apply(new Entrance.Request(name, null, "")));
    }

    private List<CapMessage> published() {
        return engine.rows("select xml from cap_sent order by sequence").stream()
                .map(xml -> CapReader.read(SafeXml.read(xml)))
                .toList();
    }
}
