/** The rules in force, their versions and who changed them. */
package org.jiaoying.alerting.rule;
