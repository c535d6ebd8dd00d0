package org.jiaoying.alerting.escalate;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.store.ChainStore;
import org.jiaoying.alerting.store.CodeStore;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Chase;
import org.jiaoying.alerting.warning.Reports;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;

/**
 * Opens a warning, whatever it was opened by: takes a code, freezes the responsibility chain that holds now into it, and calls
 * the first of it.
 */
public final class WarningOpener {

    /**
     * What a warning is opened with.
     *
     * @param id follows from its cause, see {@link org.jiaoying.alerting.warning.WarningId}
     * @param since event time since which it is at its level
     */
    public record Opening(
            String id, SiteKey site, Hazard hazard, Level level, boolean drill, Cause cause, Instant since) {}

    private final WarningStore warnings;
    private final ChainStore chains;
    private final CodeStore codes;
    private final Escalation escalation;

    public WarningOpener(WarningStore warnings, ChainStore chains, CodeStore codes, Escalation escalation) {
        this.warnings = warnings;
        this.chains = chains;
        this.codes = codes;
        this.escalation = escalation;
    }

    /**
     * Opens it and makes the first calls, in the caller's transaction.
     *
     * @param breachId the breach that belongs to it; empty where none does, as for a drill
     * @param facts for the record
     */
    public Future<Void> open(Work work, Opening opening, String breachId, Actor actor, JsonObject facts) {
        return chains.freeze(work, opening.site(), opening.hazard())
                .compose(chain -> codes.hold(work, opening.id())
                        .map(code -> new Warning(
                                opening.id(),
                                0,
                                opening.site(),
                                opening.hazard(),
                                opening.drill(),
                                code,
                                work.now(),
                                WarningState.OPEN,
                                opening.level(),
                                opening.level(),
                                opening.since(),
                                null,
                                opening.cause(),
                                chain,
                                Chase.fresh(1, opening.level(), work.now()),
                                Reports.NONE,
                                null,
                                null)))
                .compose(warning -> warnings.insert(work, warning)
                        .compose(done -> breachId.isEmpty()
                                ? Future.<Void>succeededFuture()
                                : warnings.join(work, warning.id(), breachId))
                        .compose(done -> {
                            work.record(actor, "warning.opened", warning.id(), facts);
                            return escalation.settle(work, warning, warning, "warning.opened");
                        }));
    }
}
