/** The channels by which people are reached. */
package org.jiaoying.alerting.notify;
