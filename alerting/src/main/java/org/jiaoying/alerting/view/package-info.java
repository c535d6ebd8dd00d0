/** What readers are shown, and how much of it: by role, and with phone numbers masked. */
package org.jiaoying.alerting.view;
