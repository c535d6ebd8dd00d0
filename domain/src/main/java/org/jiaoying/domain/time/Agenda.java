package org.jiaoying.domain.time;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Work that falls due at times of the system's clock: steps of escalation, texts to send, simulated answers. Live, a runner
 * asks often; in a replay or a test, whoever moves the clock asks, and so no step is lost between two readings of it.
 */
public interface Agenda {

    /** The earliest time at which something falls due, also where that time has passed; empty if nothing is planned. */
    CompletionStage<Optional<Instant>> nextDue();

    /** Does all that is due by now, and what follows from it at once; completes when its effects are safe. */
    CompletionStage<Void> runDue();
}
