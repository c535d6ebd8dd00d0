/** CAP messages pushed to partners. */
package org.jiaoying.alerting.notify.cap;
