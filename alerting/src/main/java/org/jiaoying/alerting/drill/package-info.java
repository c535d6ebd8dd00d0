/** Drills (演练): warnings that take the path of a real one, and can never be taken for one. */
package org.jiaoying.alerting.drill;
