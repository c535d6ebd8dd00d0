/** SMS over SMPP 3.4. */
package org.jiaoying.alerting.notify.sms;
