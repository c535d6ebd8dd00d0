package org.jiaoying.alerting.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Chase;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.alerting.warning.Reports;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.alerting.warning.WarningSteps;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is due for a warning, as a table of cases: the moments and answers before, then who is called and what comes next. */
class EscalationDeciderTest {
    private static final Report WHOLE = new Report(Report.Kind.FIRST, "李强", "T1", 12, "断电");

    private static final Report POOR = new Report(Report.Kind.FIRST, "", "T1", null, "在查");
    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    private static final Callee DISPATCHER = callee("dispatcher");
    private static final Callee HEAD = callee("head");
    private static final Callee TOWN = callee("town");
    private static final Callee MUTE = new Callee("mute", "mute", "", "zh", null, Map.of());
    private static final Callee DUTY = callee("duty");
    private static final Callee RINGS = new Callee(
            "rings", "rings", "", "zh", null, Map.of("sms", List.of("13900000001"), "voice", List.of("13900000001")));
    private static final FrozenChain CHAIN =
            new FrozenChain(List.of(tier(1, DISPATCHER), tier(2, HEAD), tier(3, TOWN)), List.of(DUTY), Map.of());

    static Stream<Arguments> cases() {
        return Stream.of(
                story("when a warning opens, its first tier is called at once", Level.ORANGE)
                        .then("0 dispatcher CHASE_STARTED", "next 600 NEXT_TIER"),
                story("before a tier's time is over nothing happens", Level.ORANGE)
                        .at(599)
                        .then("0 dispatcher CHASE_STARTED", "next 600 NEXT_TIER"),
                story("when it is over, the next tier is called", Level.ORANGE)
                        .at(600)
                        .then("0 dispatcher CHASE_STARTED", "600 head NO_ANSWER", "next 1200 NEXT_TIER"),
                story("after an outage the next tier has its whole time from now", Level.ORANGE)
                        .at(5_000)
                        .then("0 dispatcher CHASE_STARTED", "5000 head NO_ANSWER", "next 5600 NEXT_TIER"),
                story("a tier none of whose texts arrived is not waited for", Level.ORANGE)
                        .call("dispatcher", CallState.FAILED)
                        .at(10)
                        .then("0 dispatcher CHASE_STARTED", "10 head NOT_DELIVERED", "next 610 NEXT_TIER"),
                story("somebody who asks for help has the next tier called at once", Level.ORANGE)
                        .call("dispatcher", CallState.HELP_ASKED)
                        .step(30, warning -> WarningSteps.calledFurther(warning, T0.plusSeconds(30)))
                        .then("0 dispatcher CHASE_STARTED", "30 head NEXT_TIER_ASKED", "next 630 NEXT_TIER"),
                story("an answer stops the chase and starts the clock of the first report", Level.ORANGE)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .then("0 dispatcher CHASE_STARTED", "next 960 FIRST_REPORT"),
                story(
                                "an overdue first report is asked for, then the officers are told, then all is silent",
                                Level.ORANGE)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .at(960)
                        .at(1_260)
                        .at(9_999)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "960 dispatcher FIRST_REPORT_OVERDUE",
                                "1260 duty FIRST_REPORT_OVERDUE",
                                "next - -"),
                story("where an officer acknowledged, only the officers are reminded", Level.ORANGE)
                        .step(60, warning -> WarningSteps.acknowledged(warning, "account:officer", T0.plusSeconds(60)))
                        .at(960)
                        .then("0 dispatcher CHASE_STARTED", "960 duty FIRST_REPORT_OVERDUE", "next - -"),
                story("a report in time needs no reminder", Level.ORANGE)
                        .step(
                                60,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", WHOLE, T0.plusSeconds(60)))
                        .at(9_999)
                        .then("0 dispatcher CHASE_STARTED", "next - -"),
                story("after clearing, the closing report is asked for", Level.ORANGE)
                        .step(
                                60,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", WHOLE, T0.plusSeconds(60)))
                        .step(100, warning -> WarningSteps.cleared(warning, T0.plusSeconds(100), T0.plusSeconds(100)))
                        .at(1_900)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "1900 dispatcher CLOSING_REPORT_OVERDUE",
                                "next 2200 CLOSING_REPORT"),
                story("a danger that passed unanswered is still called about", Level.ORANGE)
                        .step(60, warning -> WarningSteps.cleared(warning, T0.plusSeconds(60), T0.plusSeconds(60)))
                        .at(600)
                        .then("0 dispatcher CHASE_STARTED", "600 head NO_ANSWER", "next 1200 NEXT_TIER"),
                story("a closed warning calls nobody", Level.ORANGE)
                        .step(
                                60,
                                warning -> WarningSteps.closed(warning, "account:officer", "test", T0.plusSeconds(60)))
                        .at(9_999)
                        .then("0 dispatcher CHASE_STARTED", "next - -"),
                story("a shelved warning rests to its end, then calls from the first tier", Level.ORANGE)
                        .step(
                                60,
                                warning -> WarningSteps.shelved(warning, T0.plusSeconds(3_600), "account:officer", "x"))
                        .at(2_000)
                        .at(3_600)
                        .then("0 dispatcher CHASE_STARTED", "3600 dispatcher CHASE_STARTED", "next 4200 NEXT_TIER"),
                story(
                                "raising starts the higher chain from its first tier, also where somebody acknowledged",
                                Level.YELLOW)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .step(100, warning -> level(warning, Level.ORANGE, 100))
                        .then("0 dispatcher CHASE_STARTED", "100 dispatcher CHASE_STARTED", "next 700 NEXT_TIER"),
                story("lowering alarms nobody", Level.ORANGE)
                        .step(100, warning -> level(warning, Level.BLUE, 100))
                        .then("0 dispatcher CHASE_STARTED", "next 600 NEXT_TIER"),
                story("rising to where it was called for, soon, alarms nobody", Level.ORANGE)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .step(100, warning -> level(warning, Level.BLUE, 100))
                        .step(200, warning -> level(warning, Level.ORANGE, 200))
                        .then("0 dispatcher CHASE_STARTED", "next 960 FIRST_REPORT"),
                story("rising to where it was called for after a calm calls again", Level.ORANGE)
                        .step(
                                60,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", WHOLE, T0.plusSeconds(60)))
                        .step(100, warning -> level(warning, Level.BLUE, 100))
                        .step(900, warning -> level(warning, Level.ORANGE, 900))
                        .then("0 dispatcher CHASE_STARTED", "900 dispatcher CHASE_STARTED", "next 1500 NEXT_TIER"),
                story("a rise to red breaks the rest of a shelved warning", Level.YELLOW)
                        .step(
                                60,
                                warning -> WarningSteps.shelved(warning, T0.plusSeconds(3_600), "account:officer", "x"))
                        .step(100, warning -> level(warning, Level.RED, 100))
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "100 dispatcher CHASE_STARTED",
                                "100 head CHASE_STARTED",
                                "100 town CHASE_STARTED",
                                "next 400 REPEAT"),
                story("red calls all tiers at once, then repeats three times, and tells the officers", Level.RED)
                        .at(300)
                        .at(400)
                        .at(500)
                        .at(600)
                        .at(9_999)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "0 head CHASE_STARTED",
                                "0 town CHASE_STARTED",
                                "300 duty UNREACHED",
                                "300 dispatcher REPEATED",
                                "300 head REPEATED",
                                "300 town REPEATED",
                                "400 dispatcher REPEATED",
                                "400 head REPEATED",
                                "400 town REPEATED",
                                "500 dispatcher REPEATED",
                                "500 head REPEATED",
                                "500 town REPEATED",
                                "next - -"),
                story("where each must answer, one who did does not silence the others", Level.RED)
                        .call("dispatcher", CallState.ANSWERED)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .at(300)
                        .call("town", CallState.ANSWERED)
                        .at(400)
                        .at(500)
                        .at(600)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "0 head CHASE_STARTED",
                                "0 town CHASE_STARTED",
                                "300 head REPEATED",
                                "300 town REPEATED",
                                "400 head REPEATED",
                                "500 head REPEATED",
                                "600 duty SOME_UNREACHED",
                                "next 960 FIRST_REPORT"),
                story("once each who must has answered, nobody is waited for", Level.RED)
                        .call("dispatcher", CallState.ANSWERED)
                        .call("head", CallState.ANSWERED)
                        .call("town", CallState.ANSWERED)
                        .step(60, warning -> WarningSteps.acknowledged(warning, "person:town", T0.plusSeconds(60)))
                        .at(700)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "0 head CHASE_STARTED",
                                "0 town CHASE_STARTED",
                                "next 960 FIRST_REPORT"),
                story("when the danger is over and somebody had it, the others are left in peace", Level.RED)
                        .call("dispatcher", CallState.ANSWERED)
                        .step(
                                60,
                                warning -> WarningSteps.acknowledged(warning, "person:dispatcher", T0.plusSeconds(60)))
                        .step(100, warning -> WarningSteps.cleared(warning, T0.plusSeconds(100), T0.plusSeconds(100)))
                        .at(700)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "0 head CHASE_STARTED",
                                "0 town CHASE_STARTED",
                                "next 1900 CLOSING_REPORT"),
                story("a poor first report is asked for what it lacks, then the officers are told", Level.ORANGE)
                        .step(
                                60,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", POOR, T0.plusSeconds(60)))
                        .at(360)
                        .at(9_999)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "60 dispatcher FIRST_REPORT_POOR",
                                "360 duty FIRST_REPORT_POOR",
                                "next - -"),
                story("what it lacked may come in a further report", Level.ORANGE)
                        .step(
                                60,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", POOR, T0.plusSeconds(60)))
                        .step(
                                90,
                                warning ->
                                        WarningSteps.reported(warning, "person:dispatcher", WHOLE, T0.plusSeconds(90)))
                        .at(9_999)
                        .then("0 dispatcher CHASE_STARTED", "60 dispatcher FIRST_REPORT_POOR", "next - -"),
                story("a tier whose texts did not arrive is rung before the next one is texted", Level.YELLOW)
                        .again("voice")
                        .chain(untold(1, RINGS), untold(2, HEAD))
                        .call("rings", CallState.FAILED)
                        .at(10)
                        .then("0 rings CHASE_STARTED", "10 rings REPEATED", "next 1810 NEXT_TIER"),
                story("whose phone does not ring either is waited for no longer", Level.YELLOW)
                        .again("voice")
                        .chain(untold(1, RINGS), untold(2, HEAD))
                        .call("rings", CallState.FAILED)
                        .at(10)
                        .call("rings", CallState.FAILED)
                        .at(20)
                        .then(
                                "0 rings CHASE_STARTED",
                                "10 rings REPEATED",
                                "20 head NOT_DELIVERED",
                                "next 1820 END_OF_REPEATS"),
                story("who stands in two tiers for two reasons is rung in the second too", Level.YELLOW)
                        .again("voice")
                        .chain(untold(1, RINGS), untold(2, HEAD, RINGS.because(Text.same("on duty"))))
                        .at(1_800)
                        .at(3_600)
                        .at(5_400)
                        .then(
                                "0 rings CHASE_STARTED",
                                "1800 rings REPEATED",
                                "3600 head NO_ANSWER",
                                "3600 rings NO_ANSWER",
                                "5400 rings REPEATED",
                                "next 7200 END_OF_REPEATS"),
                story("a superior who acknowledged is the one who is asked for the report", Level.ORANGE)
                        .superior("dispatcher", callee("town-head"))
                        .step(60, warning -> WarningSteps.acknowledged(warning, "person:town-head", T0.plusSeconds(60)))
                        .at(960)
                        .then(
                                "0 dispatcher CHASE_STARTED",
                                "960 town-head FIRST_REPORT_OVERDUE",
                                "next 1260 FIRST_REPORT"),
                story("a tier nobody can be called in is passed over at once", Level.YELLOW)
                        .chain(tier(1, MUTE), tier(2, HEAD))
                        .then("0 head NO_ANSWER", "next 1800 END_OF_REPEATS"),
                story("without a chain the officers are called at once", Level.YELLOW)
                        .chain()
                        .then("0 duty NO_CHAIN", "next - -"),
                story("a person in two tiers called at once is called once", Level.RED)
                        .chain(tier(1, HEAD), tier(2, HEAD, TOWN))
                        .then("0 head CHASE_STARTED", "0 town CHASE_STARTED", "next 300 REPEAT"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decides(String sentence, Story story) {
        assertThat(story.told()).containsExactlyElementsOf(story.expected);
    }

    @Property(tries = 300)
    void inWhateverOrderThingsHappenNoAttemptIsMadeTwiceAndNobodyIsForgotten(
            @ForAll("happenings") List<Integer> happenings) {
        var story = new Story("any", Level.YELLOW);
        Set<String> attempts = new java.util.HashSet<>();
        for (int happening : happenings) {
            story.happen(happening);
            for (PlannedCall call : story.lastPlanned) {
                assertThat(attempts.add(call.idFor("W"))).as(call.toString()).isTrue();
            }
            if (story.warning.state().unanswered() && story.warning.shelf() == null) {
                assertThat(story.next != null || story.warning.chase().unreachedAt() != null)
                        .as("somebody is waited for, or the officers have it")
                        .isTrue();
            }
            if (story.next != null) {
                assertThat(story.next).isAfter(story.now);
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> happenings() {
        return Arbitraries.integers().between(0, 10).list().ofMaxSize(40);
    }

    private static Story story(String sentence, Level level) {
        return new Story(sentence, level);
    }

    private static Warning level(Warning warning, Level level, int seconds) {
        Instant at = T0.plusSeconds(seconds);
        return WarningSteps.levelled(warning, level, warning.cause(), at, at);
    }

    private static Callee callee(String id) {
        return new Callee(id, id, "", "zh", null, Map.of("sms", List.of("1390000" + Math.abs(id.hashCode() % 10_000))));
    }

    private static FrozenTier tier(int position, Callee... people) {
        return new FrozenTier(
                position, "tier " + position, EnumSet.allOf(Level.class), List.of("sms"), Map.of(), List.of(people));
    }

    /** One whose channels are those of the level's policy. */
    private static FrozenTier untold(int position, Callee... people) {
        return new FrozenTier(
                position, "tier " + position, EnumSet.allOf(Level.class), List.of(), Map.of(), List.of(people));
    }

    /** Plays a warning's life by hand: decides after each thing that happens, and keeps what was decided. */
    private static final class Story {
        private final String sentence;
        private final List<String> told = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private List<String> expected = List.of();
        private List<PlannedCall> lastPlanned = List.of();
        private Map<Level, Policy> policies = Map.of();
        private Warning warning;
        private Instant now = T0;
        private Instant next;
        private String nextWhat;
        private boolean begun;

        Story(String sentence, Level level) {
            this.sentence = sentence;
            this.warning = opened(level, CHAIN);
        }

        private static Warning opened(Level level, FrozenChain chain) {
            var cause = new Cause("b1", Text.same("here"), Text.same("too high"), 1.6, 1.5, "%", T0);
            return new Warning(
                    "W",
                    0,
                    new SiteKey("mine", "north"),
                    Hazard.GAS,
                    false,
                    "4821",
                    T0,
                    WarningState.OPEN,
                    level,
                    level,
                    T0,
                    null,
                    cause,
                    chain,
                    Chase.fresh(1, level, T0),
                    Reports.NONE,
                    null,
                    null);
        }

        Story chain(FrozenTier... tiers) {
            warning = opened(warning.level(), new FrozenChain(List.of(tiers), List.of(DUTY), policies));
            return this;
        }

        Story superior(String of, Callee superior) {
            warning = opened(
                    warning.level(), new FrozenChain(CHAIN.tiers(), CHAIN.officers(), Map.of(), Map.of(of, superior)));
            return this;
        }

        /** Who did not answer is called again by this channel, before the next tier is called. */
        Story again(String channel) {
            Policy usual = Policy.byDefault(warning.level());
            policies = Map.of(
                    warning.level(),
                    new Policy(
                            usual.answer(),
                            usual.repeats(),
                            usual.repeatWithin(),
                            usual.together(),
                            usual.firstReport(),
                            usual.closingReport(),
                            usual.answers(),
                            List.of("sms"),
                            List.of(channel),
                            usual.superior()));
            return this;
        }

        Story at(int seconds) {
            begin();
            now = T0.plusSeconds(seconds);
            decide();
            return this;
        }

        Story call(String person, CallState state) {
            begin();
            calls.replaceAll(call -> call.personId().equals(person)
                    ? new Call(
                            call.id(),
                            "W",
                            call.kind(),
                            call.chase(),
                            call.tier(),
                            call.attempt(),
                            person,
                            "sms",
                            call.address(),
                            state,
                            call.answerDue())
                    : call);
            return this;
        }

        Story step(int seconds, UnaryOperator<Warning> change) {
            begin();
            now = T0.plusSeconds(seconds);
            warning = change.apply(warning);
            decide();
            return this;
        }

        Arguments then(String... lines) {
            begin();
            expected = List.of(lines);
            return Arguments.of(sentence, this);
        }

        List<String> told() {
            var all = new ArrayList<>(told);
            all.add("next " + (next == null ? "-" : Duration.between(T0, next).toSeconds()) + " "
                    + (nextWhat == null ? "-" : nextWhat));
            return all;
        }

        private void begin() {
            if (!begun) {
                begun = true;
                decide();
            }
        }

        private void decide() {
            List<Call> ofChase = calls.stream()
                    .filter(call -> call.chase() == warning.chase().number())
                    .toList();
            Decision decision = EscalationDecider.decide(warning, ofChase, now);
            warning = decision.warning();
            next = decision.nextAt();
            nextWhat = decision.next() == null ? null : decision.next().name();
            lastPlanned = decision.calls();
            for (PlannedCall call : decision.calls()) {
                told.add(Duration.between(T0, now).toSeconds() + " "
                        + call.callee().id() + " " + call.reason());
                calls.add(new Call(
                        call.idFor("W"),
                        "W",
                        call.kind(),
                        call.chase(),
                        call.tier(),
                        call.attempt(),
                        call.callee().id(),
                        "sms",
                        call.address(),
                        CallState.PENDING,
                        call.answerDue()));
            }
        }

        /** One of the things that can happen, if it can happen now. */
        void happen(int which) {
            begin();
            now = now.plusSeconds(137);
            Instant at = now;
            try {
                warning = switch (which) {
                    case 0 -> WarningSteps.acknowledged(warning, "person:dispatcher", at);
                    case 1 -> WarningSteps.calledFurther(warning, at);
                    case 2 -> WarningSteps.reported(warning, "person:head", WHOLE, at);
                    case 3 -> WarningSteps.cleared(warning, at, at);
                    case 4 -> WarningSteps.levelled(warning, Level.BLUE, warning.cause(), at, at);
                    case 5 -> WarningSteps.levelled(warning, Level.ORANGE, warning.cause(), at, at);
                    case 6 -> WarningSteps.levelled(warning, Level.RED, warning.cause(), at, at);
                    case 7 -> WarningSteps.shelved(warning, at.plusSeconds(900), "account:officer", "x");
                    default -> warning;
                };
            } catch (org.jiaoying.alerting.lifecycle.IllegalStepException notNow) {
                // The table has no such step from here.
            }
            if (which == 8 && next != null) {
                now = next.isAfter(now) ? next : now;
            }
            if (which == 9) {
                calls.replaceAll(call -> new Call(
                        call.id(),
                        "W",
                        call.kind(),
                        call.chase(),
                        call.tier(),
                        call.attempt(),
                        call.personId(),
                        "sms",
                        call.address(),
                        CallState.FAILED,
                        call.answerDue()));
            }
            decide();
        }
    }
}
