/** SMS and spoken calls by Aliyun's API, over its SDK. */
package org.jiaoying.alerting.notify.aliyun;
