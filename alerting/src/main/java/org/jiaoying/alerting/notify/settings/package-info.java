/** Which channels this installation has: a file, and secrets that do not stand in it. */
package org.jiaoying.alerting.notify.settings;
