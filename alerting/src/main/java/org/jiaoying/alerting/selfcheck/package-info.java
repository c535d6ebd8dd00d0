/** The system watches itself: what is overdue is repaired and reported, and an outside heartbeat is fed only if all is well. */
package org.jiaoying.alerting.selfcheck;
