/** What people see and answer: the open breaches of one hazard at one site, and the steps of its life. */
package org.jiaoying.alerting.warning;
