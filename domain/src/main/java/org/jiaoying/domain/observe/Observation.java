package org.jiaoying.domain.observe;

import java.time.Instant;

/** Anything a device says at a time. */
public sealed interface Observation permits Reading, Position, SceneEvent, Status {

    /** When it holds, as judged by the gateway; see {@link #basis()}. */
    Instant at();

    TimeBasis basis();
}
