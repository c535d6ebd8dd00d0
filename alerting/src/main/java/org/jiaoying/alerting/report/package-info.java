/** What is reported: the monthly table, a shift, how people answered, one warning, one danger. */
package org.jiaoying.alerting.report;
