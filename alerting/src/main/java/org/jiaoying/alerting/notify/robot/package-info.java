/** Robots in the groups of DingTalk and WeCom. */
package org.jiaoying.alerting.notify.robot;
