/** What an answer does to a warning, whichever way it came. */
package org.jiaoying.alerting.answer;
