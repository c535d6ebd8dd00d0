/** One attempt to reach one person by one channel about one warning, and the responsibility chain it follows. */
package org.jiaoying.alerting.call;
