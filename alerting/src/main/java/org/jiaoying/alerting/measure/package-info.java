/** What an operator watches: figures for Prometheus, of what alerting does and of what stands in its tables. */
package org.jiaoying.alerting.measure;
