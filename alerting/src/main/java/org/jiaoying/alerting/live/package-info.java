/** The live stream: each step of a warning, told to whoever may see it. */
package org.jiaoying.alerting.live;
