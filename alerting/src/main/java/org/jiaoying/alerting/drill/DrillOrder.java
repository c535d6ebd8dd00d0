package org.jiaoying.alerting.drill;

import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;

/**
 * What is to be drilled.
 *
 * @param scenario what is supposed to have happened, as those who are called read it
 */
public record DrillOrder(SiteKey site, Hazard hazard, Level level, String scenario) {}
