/**
 * Rules as data: what must not happen, where it is judged, and the clause it comes from. To add a kind of rule: a record in
 * {@link org.jiaoying.domain.rule.Condition}, a {@code …Form} that reads and writes it in {@code KindForms}, and a detector in
 * the stream jobs.
 */
package org.jiaoying.domain.rule;
