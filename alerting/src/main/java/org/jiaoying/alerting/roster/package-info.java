/** Who can be called, who answers for what, and the times that hold: as people write it, and into the tables. */
package org.jiaoying.alerting.roster;
