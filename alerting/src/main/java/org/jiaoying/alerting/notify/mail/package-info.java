/** Letters over SMTP. */
package org.jiaoying.alerting.notify.mail;
