/** What stands outside the system, simulated: sites that behave, recorded data, load, and phones that answer. */
package org.jiaoying.simulators;
