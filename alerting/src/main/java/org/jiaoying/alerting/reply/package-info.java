/** What people answer by text: read tolerantly, matched to a warning, taken once. */
package org.jiaoying.alerting.reply;
