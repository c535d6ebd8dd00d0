/** The texts people get. */
package org.jiaoying.alerting.compose;
