package org.jiaoying.alerting.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.GatherStore;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 5,000 breaches in ten minutes at 40 sites, of which one county officer is the first to be called. */
class FloodTest {
    private static final int SITES = 40;
    private static final int BREACHES = 5_000;
    private static final String COUNTY = "8613900000000";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Engine engine = Engine.fresh();
    private final Receipts receipts = new Receipts(
            engine.transactions, new ReceiptStore(), engine.outbox, engine.calls, engine.warnings, engine.escalation);
    private final Phones phones = new Phones();
    private final Dispatcher dispatcher = new Dispatcher(
            engine.transactions,
            engine.clock,
            engine.outbox,
            engine.calls,
            receipts,
            phones,
            "a",
            new Figures(new SimpleMeterRegistry()),
            new Gathering(new GatherStore(), engine.outbox));

    /** A text as a phone got it. */
    private record Text(Instant at, String key, String address, String words) {}

    private final class Phones implements Channel {
        final List<Text> texts = new ArrayList<>();

        @Override
        public String name() {
            return "sms";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, 268, false, false, Rate.perSecond(1_000));
        }

        @Override
        public CompletionStage<Submission> send(Message message) {
            texts.add(new Text(engine.clock.instant(), message.key(), message.address(), message.text()));
            return CompletableFuture.completedFuture(new Submission.Accepted("test", List.of(message.key())));
        }

        @Override
        public int window() {
            return 10;
        }

        @Override
        public Duration handOverWithin() {
            return Duration.ofSeconds(10);
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static String roster() {
        String people = IntStream.range(0, SITES)
                .mapToObj(i -> "  - {id: d%1$d, name: 调度%1$d, enterprise: demo-mine, phones: [\"138%2$08d\"]}%n"
                        .formatted(i, 1_000 + i))
                .collect(Collectors.joining());
        String chains =
                IntStream.range(0, SITES).mapToObj(i -> """
                          - enterprise: demo-mine
                            site: s%1$d
                            tiers:
                              - {name: 一级, people: [county, d%1$d]}
                        """.formatted(i)).collect(Collectors.joining());
        return "people:\n  - {id: county, name: 县值班长, phones: [\"" + COUNTY.substring(2) + "\"]}\n" + people
                + "chains:\n" + chains;
    }

    /** Levels as ISA-18.2 has them: 80, 15 and 5 of a hundred. */
    private BreachTransition breach(int i, Random random) {
        int dice = random.nextInt(100);
        Level level = dice < 80 ? Level.YELLOW : dice < 95 ? Level.ORANGE : Level.RED;
        String device = "demo-mine/s" + random.nextInt(SITES) + "/gas-" + i;
        return engine.step(device, "b" + i, 1, Change.OPENED, level, false);
    }

    private void run() {
        engine.escalation.runDue().toCompletableFuture().join();
        dispatcher.runDue().toCompletableFuture().join();
    }

    private void flood() {
        var random = new Random(7);
        int each = BREACHES / 200;
        for (int second = 0; second < 600; second += 3) {
            int first = second / 3 * each;
            List<BreachTransition> steps = IntStream.range(first, first + each)
                    .mapToObj(i -> breach(i, random))
                    .toList();
            Engine.await(engine.transactions.run(work ->
                    InOrder.each(steps, step -> engine.taker.take(work, step)).map(done -> (Void) null)));
            run();
            engine.clock.set(engine.clock.instant().plusSeconds(3));
        }
    }

    private static int mostInTenMinutes(List<Text> texts) {
        List<Instant> times = texts.stream().map(Text::at).sorted().toList();
        int most = 0;
        for (int i = 0, from = 0; i < times.size(); i++) {
            while (!times.get(from).isAfter(times.get(i).minus(TEN_MINUTES))) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }

    @Test
    void aFloodBecomesAtMostTenTextsToAnOfficerInAnyTenMinutesAndNothingIsLost() {
        engine.load(roster());
        flood();
        for (int i = 0; i < 60; i++) {
            run();
            engine.clock.set(engine.clock.instant().plusSeconds(10));
        }

        Map<String, List<Text>> byPhone = phones.texts.stream().collect(Collectors.groupingBy(Text::address));
        int most = byPhone.values().stream()
                .mapToInt(FloodTest::mostInTenMinutes)
                .max()
                .orElseThrow();
        int unmerged = Integer.parseInt(engine.rows("select count(*) from call where address = '" + COUNTY + "'")
                .get(0));
        System.out.printf(
                "%d breaches at %d sites: %d calls of the county officer, %d texts, at most %d in ten minutes%n",
                BREACHES, SITES, unmerged, byPhone.get(COUNTY).size(), most);
        assertThat(most).isLessThanOrEqualTo(10);
        assertThat(unmerged).isGreaterThan(40);

        // Each breach is listed under the warning of its site.
        assertThat(engine.rows("select count(*) from warning")).containsExactly("40");
        assertThat(engine.rows("select count(distinct breach_id) from warning_breach"))
                .containsExactly(String.valueOf(BREACHES));
        // Each call went out by itself or in a text that lists it, or was no longer needed, and says why.
        assertThat(engine.rows("select id from call where state = 'PENDING'")).isEmpty();
        assertThat(engine.rows("select o.id from outbox o left join outbox d on d.id = o.merged_into"
                        + " where o.state = 'MERGED' and d.state is distinct from 'SUBMITTED'"))
                .isEmpty();
        assertThat(engine.rows("select o.id from outbox o where o.state = 'MERGED' and not exists"
                        + " (select 1 from audit a where a.subject = o.id and a.action = 'call.merged')"))
                .isEmpty();
        // Nothing red waited longer than a minute and a half.
        assertThat(engine.rows("select o.id from outbox o left join outbox d on d.id = o.merged_into"
                        + " where o.purpose = 'call' and o.urgency = 4 and o.state <> 'WITHDRAWN'"
                        + " and coalesce(d.let_out_at, o.let_out_at) - o.created_at > interval '93 seconds'"))
                .isEmpty();
    }

    @Test
    void whatBecomesOfADigestBecomesOfEachCallInIt() {
        engine.load(roster());
        for (int site = 0; site < 6; site++) {
            engine.take(
                    engine.step("demo-mine/s" + site + "/gas-1", "b" + site, 1, Change.OPENED, Level.ORANGE, false));
        }
        run();
        assertThat(toCounty()).hasSize(3);
        engine.clock.set(engine.clock.instant().plus(Load.APART));
        run();

        assertThat(toCounty()).hasSize(4);
        Text digest = toCounty().get(3);
        assertThat(digest.words()).startsWith("【叫应】合并告知3条预警：橙色").contains("请逐条回复，如：1 ");
        assertThat(states()).containsOnly("SUBMITTED");
        Engine.await(receipts.take(new Receipt("test", digest.key(), Receipt.Outcome.FAILED, "UNDELIV", "8")));
        assertThat(states()).hasSize(6).filteredOn("FAILED"::equals).hasSize(3);
        Engine.await(receipts.take(new Receipt("test", digest.key(), Receipt.Outcome.DELIVERED, "DELIVRD", "")));
        assertThat(engine.rows("select distinct failure_code from outbox where state = 'MERGED'"))
                .containsExactly("merged");
    }

    @Test
    void aDrillNeitherWaitsForRealTextsNorIsListedWithThem() {
        engine.load(roster());
        for (int site = 0; site < 5; site++) {
            engine.take(
                    engine.step("demo-mine/s" + site + "/gas-1", "b" + site, 1, Change.OPENED, Level.ORANGE, false));
        }
        // As if two of them were drills.
        engine.execute("update outbox set particulars = jsonb_set(particulars, '{drill}', 'true')"
                + " where address = '" + COUNTY + "' and id in"
                + " (select id from outbox where address = '" + COUNTY + "' order by id limit 2)");
        run();

        assertThat(toCounty()).hasSize(5);
    }

    private List<Text> toCounty() {
        return phones.texts.stream()
                .filter(text -> text.address().equals(COUNTY))
                .sorted(Comparator.comparing(Text::at))
                .toList();
    }

    private List<String> states() {
        return engine.rows("select state from call where person_id = 'county' order by id");
    }
}
