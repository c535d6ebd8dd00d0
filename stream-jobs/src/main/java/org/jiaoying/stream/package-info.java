/** The detection job: finds breaches of rules in what devices say, while they are still small. */
package org.jiaoying.stream;
