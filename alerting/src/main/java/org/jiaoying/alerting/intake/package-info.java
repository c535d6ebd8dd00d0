/** What other parts tell: breaches, the register, refused messages, faults of rules; taken from the log into the tables. */
package org.jiaoying.alerting.intake;
