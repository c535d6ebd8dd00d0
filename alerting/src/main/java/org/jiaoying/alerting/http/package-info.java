/** The HTTP interface: one route a method, behind who-may and what-fits. */
package org.jiaoying.alerting.http;
