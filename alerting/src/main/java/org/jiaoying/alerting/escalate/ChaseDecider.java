package org.jiaoying.alerting.escalate;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.call.PlannedCall.Reason;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.warning.Chase;
import org.jiaoying.alerting.warning.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Decides whom to call. Stage by stage while nobody has answered; then, and also when somebody has but others must, whoever did
 * not answer is called several times more in a short while; then their superiors; who is still silent stands on the list of the
 * unreached, for a knock on the door.
 */
final class ChaseDecider {
    private final Draft draft;
    private final FrozenChain chain;
    private final List<List<FrozenTier>> stages;
    private final Policy policy;

    ChaseDecider(Draft draft) {
        this.draft = draft;
        this.chain = draft.warning.chain();
        this.stages = chain.stages(chase().calledLevel());
        this.policy = chain.policy(chase().calledLevel());
    }

    private Chase chase() {
        return draft.warning.chase();
    }

    private void set(Chase next) {
        draft.warning = draft.warning.with(next);
    }

    private boolean acknowledged() {
        return !draft.warning.state().unanswered();
    }

    /** Makes the calls that are due; afterwards the chase says until when those called last have time. */
    void decide() {
        if (acknowledged() && awaited().isEmpty()) {
            if (chase().endsAt() != null || chase().unreachedAt() != null) {
                set(chase().over(true));
            }
            return;
        }
        for (Optional<Reason> over = stageOver(); over.isPresent(); over = stageOver()) {
            next(over.get());
        }
    }

    private void next(Reason reason) {
        boolean wanted = reason == Reason.NO_ANSWER || reason == Reason.NOT_DELIVERED;
        if (wanted && callStageAgain()) {
            return;
        }
        if (!acknowledged() && chase().stage() < stages.size()) {
            callStage(chase().stage() + 1, reason);
        } else {
            callRest();
        }
    }

    /** Why those called last are no longer waited for; empty while they are, and when the chase is at its end. */
    private Optional<Reason> stageOver() {
        Chase chase = chase();
        Instant endsAt = chase.endsAt();
        if (endsAt == null) {
            return Optional.empty();
        }
        if (chase.stage() == 0 && chase.phase() == Phase.STAGES && chase.attempt() == 1) {
            return Optional.of(Reason.CHASE_STARTED);
        }
        if (chase.asked()) {
            return Optional.of(Reason.NEXT_TIER_ASKED);
        }
        if (!draft.now.isBefore(endsAt)) {
            return Optional.of(Reason.NO_ANSWER);
        }
        boolean ofStage = chase.phase() == Phase.STAGES || chase.phase() == Phase.AGAIN;
        return ofStage && allFailed() ? Optional.of(Reason.NOT_DELIVERED) : Optional.empty();
    }

    /** Whether no call of the present stage reaches anybody who has not answered. */
    private boolean allFailed() {
        Chase chase = chase();
        List<Call> ofStage = draft.calls.stream()
                .filter(call -> call.kind() == Call.Kind.CALL
                        && call.chase() == chase.number()
                        && call.tier() == chase.stage()
                        && call.attempt() == chase.attempt())
                .toList();
        return !ofStage.isEmpty() && ofStage.stream().allMatch(call -> call.state() == CallState.FAILED);
    }

    private void callStage(int number, Reason reason) {
        List<FrozenTier> stage = stages.get(number - 1);
        Instant until = draft.now.plus(chain.timeOf(stage, chase().calledLevel()));
        int before = draft.planned.size();
        set(chase().toStage(number, draft.now, until));
        callAll(stage.stream(), null, until, reason, callee -> true);
        if (draft.planned.size() == before) {
            // Nobody in this stage has a number: waiting for an answer would be waiting for nobody.
            set(chase().toStage(number, draft.now, draft.now));
        }
    }

    /** The present stage once more, by the channels its policy has for that. @return whether anybody was called */
    private boolean callStageAgain() {
        Chase chase = chase();
        if (chase.phase() != Phase.STAGES
                || chase.stage() == 0
                || policy.again().isEmpty()) {
            return false;
        }
        List<FrozenTier> stage = stages.get(chase.stage() - 1);
        Instant until = draft.now.plus(chain.timeOf(stage, chase.calledLevel()));
        int before = draft.planned.size();
        Chase again = chase.repeated(Phase.AGAIN, 2, draft.now, until);
        set(again);
        callAll(stage.stream(), policy.again(), until, Reason.REPEATED, isOneOf(awaited()));
        if (draft.planned.size() == before) {
            set(chase);
            return false;
        }
        return true;
    }

    // ------------------------------------------------------------------------------------------- who did not answer

    private void callRest() {
        Chase chase = chase();
        if (!acknowledged() && chase.unreachedAt() == null) {
            tellUnreached(stages.isEmpty());
        }
        int made = Math.max(0, chase().attempt() - firstAttempts());
        boolean repeats = chase.asked() || (chase.phase() != Phase.SUPERIORS && made < policy.repeats());
        if (repeats && !stages.isEmpty() && repeat()) {
            return;
        }
        if (chase.phase() != Phase.SUPERIORS && policy.superior() && callSuperiors()) {
            return;
        }
        end();
    }

    /** How many attempts a stage takes before those that repeat begin. */
    private int firstAttempts() {
        return policy.again().isEmpty() ? 1 : 2;
    }

    private boolean repeat() {
        Predicate<Callee> isAwaited = isOneOf(awaited());
        Instant until = draft.now.plus(policy.betweenRepeats());
        int before = draft.planned.size();
        set(chase().repeated(Phase.REPEATS, Math.max(firstAttempts(), chase().attempt()) + 1, draft.now, until));
        callAll(calledTiers(), null, until, Reason.REPEATED, isAwaited);
        // Where none of them has a number, waiting would be waiting for nobody.
        return draft.planned.size() > before;
    }

    /** Also those who have answered themselves: this is news to them. */
    private boolean callSuperiors() {
        Instant until = draft.now.plus(policy.repeatWithin());
        int before = draft.planned.size();
        set(chase().repeated(Phase.SUPERIORS, chase().attempt(), draft.now, until));
        var called = new HashSet<String>();
        for (Callee silent : awaited().values()) {
            chain.superiorOf(silent.id())
                    .filter(superior -> called.add(superior.id()))
                    .ifPresent(superior -> callSuperior(superior, until));
        }
        return draft.planned.size() > before;
    }

    /** By every channel they have: this is the last call before the door is knocked on. */
    private void callSuperior(Callee superior, Instant until) {
        superior.addresses().forEach((channel, addresses) -> {
            if (!addresses.isEmpty()) {
                draft.planned.add(new PlannedCall(
                        Call.Kind.CALL,
                        chase().number(),
                        // Beyond the stages: also who was called in one of them is called as the superior of another.
                        stages.size() + 1,
                        chase().attempt(),
                        superior,
                        channel,
                        addresses.get(0),
                        until,
                        Reason.SUPERIOR_OF_UNREACHED));
            }
        });
    }

    private void end() {
        draft.unreached.addAll(awaited().values());
        if (acknowledged() && chase().unreachedAt() == null) {
            set(chase().unreached(draft.now));
            draft.notes.add(Decision.Note.SOME_UNREACHED);
            draft.callOfficers(Call.Kind.OFFICER, Reason.SOME_UNREACHED);
        }
        set(chase().over(false));
    }

    private void tellUnreached(boolean noChain) {
        set(chase().unreached(draft.now));
        draft.notes.add(noChain ? Decision.Note.NO_CHAIN : Decision.Note.UNREACHED);
        boolean told = draft.callOfficers(Call.Kind.OFFICER, noChain ? Reason.NO_CHAIN : Reason.UNREACHED);
        if (!told && draft.planned.isEmpty() && draft.calls.isEmpty()) {
            draft.notes.add(Decision.Note.NOBODY_TO_CALL);
        }
    }

    /** Whose answer is waited for: of all who were called, or, once somebody has answered, of those who each must. */
    private Map<String, Callee> awaited() {
        var awaited = new LinkedHashMap<String, Callee>();
        calledTiers()
                .filter(tier -> !acknowledged() || chain.answers(tier, chase().calledLevel()) == Answers.ALL)
                .flatMap(tier -> tier.people().stream())
                .filter(callee -> !draft.hasAnswered(callee))
                .forEach(callee -> awaited.putIfAbsent(callee.id(), callee));
        return acknowledged() && draft.warning.state().cleared() ? Map.of() : awaited;
    }

    /** By id: who stands in two tiers stands there for two reasons. */
    private static Predicate<Callee> isOneOf(Map<String, Callee> people) {
        return callee -> people.containsKey(callee.id());
    }

    private Stream<FrozenTier> calledTiers() {
        return stages.stream().limit(chase().stage()).flatMap(List::stream);
    }

    /** @param by the channels; absent: those of each tier */
    private void callAll(
            Stream<FrozenTier> tiers, @Nullable List<String> by, Instant until, Reason reason, Predicate<Callee> whom) {
        Chase chase = chase();
        var reached = new HashSet<String>();
        tiers.forEach(tier -> {
            List<String> channels = by == null ? chain.channels(tier, chase.calledLevel()) : by;
            for (Callee callee : tier.people()) {
                for (String channel : channels) {
                    List<String> addresses = callee.addresses(channel);
                    // A person who stands in two tiers of one stage is called once; further numbers are for repeats.
                    if (!addresses.isEmpty() && whom.test(callee) && reached.add(callee.id() + " " + channel)) {
                        String address = addresses.get((chase.attempt() - 1) % addresses.size());
                        draft.planned.add(new PlannedCall(
                                Call.Kind.CALL,
                                chase.number(),
                                chase.stage(),
                                chase.attempt(),
                                callee,
                                channel,
                                address,
                                until,
                                reason));
                    }
                }
            }
        });
    }

    /** What is due when those called last have had their time. */
    Decision.Next next() {
        Chase chase = chase();
        if (chase.phase() == Phase.SUPERIORS) {
            return Decision.Next.END_OF_CHASE;
        }
        if (!acknowledged() && chase.stage() < stages.size()) {
            return Decision.Next.NEXT_TIER;
        }
        int made = Math.max(0, chase.attempt() - firstAttempts());
        return made < policy.repeats() ? Decision.Next.REPEAT : Decision.Next.END_OF_REPEATS;
    }
}
