/** Hidden dangers (隐患) from being found to being closed, each step on record. */
package org.jiaoying.alerting.danger;
