package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.escalate.WarningOpener;
import org.jiaoying.alerting.store.BreachStore;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.RestStore;
import org.jiaoying.alerting.store.ShadowStore;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Breach;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Place;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningId;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.alerting.warning.WarningSteps;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;

/**
 * Makes warnings out of breaches: takes one step of a breach, keeps it, and opens, raises, lowers or clears the warning of
 * its hazard at its site. A step that came before is dropped; one that a later step overtook is only kept.
 */
public final class BreachTaker {
    private static final Actor SELF = Actor.part("detection");

    /** Gravest first; of equals the one that opened first, so that a warning's cause does not jump about. */
    private static final Comparator<Breach> GRAVEST = Comparator.comparing(Breach::level)
            .reversed()
            .thenComparing(Breach::openedAt)
            .thenComparing(Breach::id);

    /** What became of a step. */
    public enum Outcome {
        APPLIED,
        /** It had been taken before. */
        REPEATED,
        /** A later step of the same breach had been taken: kept for the record. */
        OVERTAKEN,
        /** Its cause is backfill: kept for the record, no warning. */
        LATE,
        /** Its rule only records: kept apart, no warning. */
        SHADOW
    }

    private final RestStore rests = new RestStore();
    private final BreachStore breaches;
    private final ShadowStore shadows;
    private final WarningStore warnings;
    private final RegisterStore register;
    private final WarningOpener opener;
    private final Escalation escalation;

    public BreachTaker(
            BreachStore breaches,
            ShadowStore shadows,
            WarningStore warnings,
            RegisterStore register,
            WarningOpener opener,
            Escalation escalation) {
        this.breaches = breaches;
        this.shadows = shadows;
        this.warnings = warnings;
        this.register = register;
        this.opener = opener;
        this.escalation = escalation;
    }

    public Future<Outcome> take(Work work, BreachTransition step) {
        if (step.shadow()) {
            return shadows.take(work, step).map(news -> news ? Outcome.SHADOW : Outcome.REPEATED);
        }
        return breaches.lock(work, step.breachId()).compose(known -> {
            if (known.isPresent() && known.get().revision() >= step.revision()) {
                return breaches.append(work, step, "overtaken")
                        .map(kept -> kept ? Outcome.OVERTAKEN : Outcome.REPEATED);
            }
            return apply(work, known, step);
        });
    }

    private Future<Outcome> apply(Work work, Optional<Breach> known, BreachTransition step) {
        Breach breach = known.map(before -> before.then(step)).orElseGet(() -> Breach.first(step));
        // Late steps never raise a live warning; but what is over is over, whenever we hear of it.
        boolean onlyKept = breach.late() || (step.late() && rises(step));
        return breaches.save(work, breach)
                .compose(saved -> breaches.append(work, step, onlyKept ? "late" : "applied"))
                .compose(kept -> onlyKept
                        ? Future.succeededFuture(Outcome.LATE)
                        : onWarning(work, known, breach, step).map(done -> Outcome.APPLIED));
    }

    private static boolean rises(BreachTransition step) {
        return step.change() == Change.OPENED || step.change() == Change.RAISED;
    }

    private Future<Void> onWarning(Work work, Optional<Breach> known, Breach breach, BreachTransition step) {
        return warnings.lockOpen(work, breach.device().siteKey(), breach.hazard(), false)
                .compose(open -> {
                    // A breach that was never heard of is news, whatever its step; one whose warning was closed is news
                    // only if it rises.
                    boolean news = breach.open() && (known.isEmpty() || rises(step));
                    if (open.isEmpty()) {
                        return news ? unlessResting(work, breach, () -> open(work, breach)) : Future.succeededFuture();
                    }
                    return breaches.belongs(work, breach.id(), open.get().id()).compose(belongs -> {
                        if (belongs) {
                            return join(work, open.get(), breach);
                        }
                        return news
                                ? unlessResting(work, breach, () -> join(work, open.get(), breach))
                                : Future.<Void>succeededFuture();
                    });
                });
    }

    /** What is suppressed by design or out of service is recorded and withheld; what belongs to a warning already is not. */
    private Future<Void> unlessResting(Work work, Breach breach, Supplier<Future<Void>> warn) {
        return rests.covering(work, breach).compose(rest -> {
            if (rest.isEmpty()) {
                return warn.get();
            }
            work.record(
                    SELF,
                    "breach.withheld",
                    breach.id(),
                    facts(breach)
                            .put("rest", rest.get())
                            .put("level", breach.level().code()));
            return rests.withhold(work, rest.get(), breach.id());
        });
    }

    /** A rest is over: what it withheld warns now if it is still open. */
    public Future<Void> resume(Work work, String breachId) {
        return breaches.lock(work, breachId).compose(found -> {
            if (found.isEmpty() || !found.get().open()) {
                return Future.succeededFuture();
            }
            Breach breach = found.get();
            return warnings.lockOpen(work, breach.device().siteKey(), breach.hazard(), false)
                    .compose(open -> unlessResting(
                            work, breach, () -> open.isEmpty() ? open(work, breach) : join(work, open.get(), breach)));
        });
    }

    // ----------------------------------------------------------------------------------------------- a warning opens

    private Future<Void> open(Work work, Breach breach) {
        String id = WarningId.of(breach.changedAt(), breach.id() + "/" + breach.revision());
        return register.place(work, breach.device(), breach.zone(), breach.point())
                .compose(place -> opener.open(
                        work,
                        new WarningOpener.Opening(
                                id,
                                breach.device().siteKey(),
                                breach.hazard(),
                                breach.level(),
                                false,
                                cause(breach, place),
                                breach.changedAt()),
                        breach.id(),
                        SELF,
                        facts(breach)
                                .put("level", breach.level().code())
                                .put("state", WarningState.OPEN.name())
                                .put("chase", 1)));
    }

    // --------------------------------------------------------------------------------- a warning changes with its
    // breaches

    private Future<Void> join(Work work, Warning warning, Breach breach) {
        return warnings.join(work, warning.id(), breach.id())
                .compose(done -> breaches.openOf(work, warning.id()))
                .compose(open -> open.isEmpty() ? clear(work, warning, breach) : level(work, warning, breach, open));
    }

    private Future<Void> clear(Work work, Warning warning, Breach breach) {
        if (warning.state().cleared()) {
            return Future.succeededFuture();
        }
        Warning cleared = WarningSteps.cleared(warning, breach.changedAt(), work.now());
        work.record(SELF, "warning.cleared", warning.id(), facts(cleared, breach));
        return escalation.settle(work, warning, cleared, "warning.cleared");
    }

    private Future<Void> level(Work work, Warning warning, Breach breach, List<Breach> open) {
        Breach gravest = open.stream().min(GRAVEST).orElseThrow();
        Level level = gravest.level();
        return register.place(work, gravest.device(), gravest.zone(), gravest.point())
                .compose(place -> {
                    Warning next = WarningSteps.levelled(
                            warning, level, cause(gravest, place), breach.changedAt(), work.now());
                    String action = actionOf(warning, next, breach);
                    work.record(SELF, action, warning.id(), facts(next, breach));
                    return escalation.settle(work, warning, next, action);
                });
    }

    private static String actionOf(Warning before, Warning after, Breach breach) {
        if (before.state().cleared()) {
            return "warning.returned";
        }
        if (after.level() != before.level()) {
            return after.level().graverThan(before.level()) ? "warning.raised" : "warning.lowered";
        }
        return breach.open() && breach.revision() == 1 ? "warning.joined" : "warning.changed";
    }

    private static Cause cause(Breach breach, Place place) {
        return new Cause(
                breach.id(),
                place.name(),
                breach.reason(),
                breach.value(),
                breach.limit(),
                breach.unit(),
                breach.changedAt());
    }

    private static JsonObject facts(Warning warning, Breach breach) {
        return facts(breach)
                .put("level", warning.level().code())
                .put("state", warning.state().name())
                .put("chase", warning.chase().number());
    }

    private static JsonObject facts(Breach breach) {
        return new JsonObject()
                .put("site", breach.device().siteKey().toString())
                .put("hazard", breach.hazard().code())
                .put("breach", breach.id())
                .put("revision", breach.revision())
                .put("rule", breach.ruleId() + "/" + breach.ruleVersion())
                .put("at", breach.changedAt().toString())
                .put("value", breach.value())
                .put("limit", breach.limit());
    }
}
