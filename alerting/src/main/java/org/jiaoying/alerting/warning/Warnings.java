package org.jiaoying.alerting.warning;

import io.vertx.core.Future;
import java.time.Instant;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jspecify.annotations.Nullable;

/**
 * What people do with a warning. Each step is taken in one transaction with its record and what follows from it (calls
 * withdrawn, the next tier called); the future completes when that is safe and fails with
 * {@link org.jiaoying.alerting.RefusedException} where the step is not possible. Safe for use by several threads.
 */
public interface Warnings {

    /**
     * Somebody has it (收到): stops the chase and starts the clock of the first report.
     *
     * @param onBehalfOf the person who said so to the actor, as on the phone; absent where the actor answers for himself
     */
    Future<Void> acknowledge(String warningId, Actor actor, @Nullable String onBehalfOf, String note);

    /** Takes a report. A first report acknowledges too; a closing report closes, and is refused while breaches are open. */
    Future<Void> feedback(String warningId, Actor actor, Report report);

    /** Closes it for a reason, also with breaches open, as for a false alarm. What opens or rises afterwards is a new warning. */
    Future<Void> close(String warningId, Actor actor, String reason);

    /** Lets it rest until then: nobody is called; afterwards the chase goes on anew. At most a day. */
    Future<Void> shelve(String warningId, Actor actor, Instant until, String reason);

    /** Ends its rest before its time: where nobody has answered, people are called anew. Refused where it does not rest. */
    Future<Void> unshelve(String warningId, Actor actor, String reason);

    /** Calls the next tier at once, also where somebody has acknowledged; after the last one, calls everybody once more. */
    Future<Void> escalate(String warningId, Actor actor, String reason);

    /**
     * Somebody knocked on the door of a person whom no call reached.
     *
     * @param found whether the person was found and has the warning: that is contact, and acknowledges on their behalf
     */
    Future<Void> knock(String warningId, Actor actor, String personId, boolean found, String note);

    /**
     * Opens a drill (演练): a warning that takes the same path, marked in every text and kept apart in every figure.
     *
     * @return the drill's id; fails where one of that hazard runs at the site already
     */
    Future<String> drill(Actor actor, DrillOrder order);
}
