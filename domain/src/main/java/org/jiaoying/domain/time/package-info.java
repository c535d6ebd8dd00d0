/** Time as an argument: who reads a clock is given it, and who waits for a time says so. */
package org.jiaoying.domain.time;
