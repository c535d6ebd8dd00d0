/** Who would have been called for what was found in the past, and how much of it each would have had. */
package org.jiaoying.alerting.foresee;
