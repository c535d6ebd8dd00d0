/** From the outbox to the carrier: what is due is handed over once, and what became of it is recorded. */
package org.jiaoying.alerting.dispatch;
