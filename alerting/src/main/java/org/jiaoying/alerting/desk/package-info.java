/** What people signed in do with a warning. */
package org.jiaoying.alerting.desk;
