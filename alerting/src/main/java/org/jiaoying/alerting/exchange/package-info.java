/** Warnings to and from other authorities: the Common Alerting Protocol, numbered as GB/T 35965.1 says. */
package org.jiaoying.alerting.exchange;
