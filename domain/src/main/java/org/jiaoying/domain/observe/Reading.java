package org.jiaoying.domain.observe;

import java.time.Instant;

/**
 * One value of one point of a device.
 *
 * @param point the point's id within its device
 * @param value in the unit the register gives the point; always finite
 */
public record Reading(String point, Instant at, double value, Quality quality, TimeBasis basis)
        implements Observation {}
