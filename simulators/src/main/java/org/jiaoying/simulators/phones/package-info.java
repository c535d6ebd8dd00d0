/**
 * An SMS center with phones: texts come in over SMPP 3.4, receipts and replies go out the same way, and a small HTTP API lets a
 * visitor read and answer them.
 *
 * <p>The path of a text: {@code SmppServer} (bind, submit_sm) → {@code SubmissionReader} (bytes to a part of a text) →
 * {@code Exchange} (put parts together, give the text to a phone, plan what comes back) → {@code SmsCenter.runDue} (deliver_sm).
 */
package org.jiaoying.simulators.phones;
