/**
 * Recorded data as input: a case file says what a CSV means, what is registered, which rules hold, who answers, and what ought to be
 * found; the rows come out in the order of the file, as messages of devices.
 */
package org.jiaoying.simulators.replay;
