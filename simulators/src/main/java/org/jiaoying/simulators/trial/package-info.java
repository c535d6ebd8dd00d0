/** Trials of detection: stretches of time at simulated sites, with what is true about them written down. */
@NullMarked
package org.jiaoying.simulators.trial;

import org.jspecify.annotations.NullMarked;
