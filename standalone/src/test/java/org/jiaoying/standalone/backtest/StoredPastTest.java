package org.jiaoying.standalone.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.Archive.Said;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryWriter;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.jiaoying.simulators.trial.Performance;
import org.jiaoying.simulators.trial.Trials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest on what the real history writer put into the real store finds what the job found when it happened. */
class StoredPastTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    Path dir;

    @Test
    void theStoredPastIsJudgedAsTheObservationsWereWhenTheyCame() throws Exception {
        Performance played = Trials.byName().get("gas-with-people").with(1);
        List<Rule> rules = RulePacks.all();
        List<ObservationEntry> entries = entries(played);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
                EmbeddedHistory quest = EmbeddedHistory.start(dir.resolve("quest"), 0, 0);
                QuestHistory history = QuestHistory.open(quest.jdbcUrl())) {
            Topics.create(kafka.bootstrapServers(), 2, (short) 1);
            publish(kafka.bootstrapServers(), played.register(), rules);
            InForce inForce = InForce.of(kafka.bootstrapServers());
            assertThat(inForce.rules()).hasSameElementsAs(rules);
            assertThat(inForce.register()).hasSameElementsAs(played.register());
            assertThat(inForce.unread()).singleElement().asString().startsWith("rules broken: ");
            write(kafka.bootstrapServers(), quest, entries, played.site());

            BacktestReport live = new Backtest(
                            "live",
                            played.trial().title(),
                            inForce.register(),
                            rules,
                            entries::stream,
                            RosterFile.EMPTY,
                            null,
                            List.of())
                    .run(2);
            BacktestReport stored = Backtest.of(
                            history, played.site(), played.start(), played.end(), inForce, RosterFile.EMPTY)
                    .run(2);

            assertThat(live.breaches()).isNotEmpty();
            assertThat(found(stored)).containsExactlyElementsOf(found(live));
            assertThat(stored.from()).isEqualTo(played.start());
            assertThat(stored.to()).isEqualTo(played.end());
        }
    }

    private static List<ObservationEntry> entries(Performance played) {
        var gateway = new PaperGateway(played.register());
        var entries = new ArrayList<ObservationEntry>();
        played.messages().forEach((at, messages) -> entries.addAll(gateway.receive(at, messages)));
        return entries;
    }

    private static void publish(String kafka, List<RegisterEntry> register, List<Rule> rules) {
        try (var log = new LogProducer(kafka, "test")) {
            var safe = new ArrayList<CompletableFuture<?>>();
            for (RegisterEntry entry : register) {
                safe.add(log.append(Topic.REGISTER, entry.entryKey(), RegisterCodec.encode(1, entry)));
            }
            for (Rule rule : rules) {
                safe.add(log.append(
                        Topic.RULES,
                        rule.id(),
                        RuleCodec.encode(new RuleDocument(rule.id(), 1, RuleJson.write(rule)))));
            }
            safe.add(log.append(Topic.RULES, "broken", "no rule".getBytes(StandardCharsets.UTF_8)));
            safe.forEach(CompletableFuture::join);
        }
    }

    private static void write(String kafka, EmbeddedHistory quest, List<ObservationEntry> entries, SiteKey site) {
        var settings = new HistorySettings(kafka, quest.httpUrl(), "", "org", "bucket", quest.jdbcUrl(), 5_000, 1);
        try (var log = new LogProducer(kafka, "test");
                InfluxStore store = InfluxStore.open(settings);
                QuestHistory history = QuestHistory.open(quest.jdbcUrl());
                HistoryWriter writer =
                        HistoryWriter.start(settings, store, new Register(), new SimpleMeterRegistry())) {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (ObservationEntry entry : entries) {
                if (entry instanceof ObservationEntry.Message taken) {
                    last = log.append(Topic.OBSERVATIONS, site.toString(), ObservationCodec.encode(taken.message()));
                }
            }
            log.flush();
            last.join();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rows(history)).isEqualTo(said(entries)));
        }
    }

    private static int rows(QuestHistory history) {
        return history.said(null, Instant.EPOCH, START.plus(Duration.ofDays(365)), 1_000_000)
                .orElseThrow()
                .size();
    }

    private static int said(List<ObservationEntry> entries) {
        return entries.stream()
                .filter(ObservationEntry.Message.class::isInstance)
                .mapToInt(entry -> ((ObservationEntry.Message) entry)
                        .message()
                        .observations()
                        .size())
                .sum();
    }

    /** To the second: when an observation was received is not stored, only when it was made. */
    private static List<String> found(BacktestReport report) {
        return report.breaches().stream()
                .flatMap(breach -> breach.steps().stream()
                        .map(step -> step.at().plusMillis(999).truncatedTo(ChronoUnit.SECONDS) + " " + step.ruleId()
                                + " " + breach.subject() + " " + step.change() + " " + step.level() + " "
                                + step.value()))
                .sorted()
                .toList();
    }

    @Test
    void noPageHoldsMoreThanItMayAndNoneIsLeftOut() throws Exception {
        // A thousand in one second, then one an hour: pages shorten, and become longer again.
        var crowded = new Crowded();
        var past = new StoredPast(crowded, null, START, START.plus(Duration.ofHours(100)), 50);

        try (Stream<ObservationEntry> entries = past.open()) {
            assertThat(entries.filter(ObservationEntry.Message.class::isInstance))
                    .hasSize(1_099);
        }
        assertThat(crowded.largest).isLessThanOrEqualTo(50);
        assertThat(crowded.asked).isLessThan(300);
    }

    /** Counts what it is asked, and what it gives at once. */
    private static final class Crowded implements Archive {
        private int asked;
        private int largest;

        @Override
        public Optional<List<Said>> said(@Nullable SiteKey site, Instant from, Instant to, int most) {
            asked++;
            List<Said> said = Stream.concat(
                            Stream.iterate(START, at -> at.plusMillis(1)).limit(1_000),
                            Stream.iterate(START.plusSeconds(3_600), at -> at.plusSeconds(3_600))
                                    .limit(200))
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .map(Crowded::said)
                    .toList();
            if (said.size() > most) {
                return Optional.empty();
            }
            largest = Math.max(largest, said.size());
            return Optional.of(said);
        }

        private static Said said(Instant at) {
            return new Said(new DeviceKey("e", "s", "d"), new Reading("p", at, 1, Quality.GOOD, TimeBasis.DEVICE));
        }

        @Override
        public void close() {}
    }
}
