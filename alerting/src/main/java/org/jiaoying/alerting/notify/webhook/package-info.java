/** Signed requests to other systems. */
package org.jiaoying.alerting.notify.webhook;
