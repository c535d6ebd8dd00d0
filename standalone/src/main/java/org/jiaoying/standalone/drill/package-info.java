/** A drill of a whole county on simulated SMS centers and phones: is everybody called in time, and is the list of the unreached exact. */
package org.jiaoying.standalone.drill;
