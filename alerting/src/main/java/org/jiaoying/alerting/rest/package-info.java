/** What is kept from warning for a time, always with an end and a reason: suppressed by design, or out of service. */
package org.jiaoying.alerting.rest;
