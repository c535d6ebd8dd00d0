/** The emergency broadcast. */
package org.jiaoying.alerting.notify.broadcast;
