package org.jiaoying.alerting.selfcheck;

/**
 * What one check found.
 *
 * @param name of the check, stable: {@code detection}, {@code escalation}, {@code outbox}, {@code clock}, {@code sms}
 * @param detail what was found, and what to look at
 */
public record Finding(String name, boolean ok, String detail) {}
