/** The log of every attempt, receipt, answer and edit, its lines chained by hash, and how it is verified outside the system. */
package org.jiaoying.alerting.audit;
