/** In a flood of warnings, few texts to each person: what would be one text too many is listed in one that gathers it. */
package org.jiaoying.alerting.gather;
