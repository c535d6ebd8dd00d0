/** Lives as tables of steps. */
package org.jiaoying.alerting.lifecycle;
