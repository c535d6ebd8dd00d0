/** The channels by which people are reached, and the settings that say which of them there are. */
package org.jiaoying.alerting.notify;
