/** PostgreSQL: the only package that speaks SQL. What is here loads and writes; it decides nothing. */
package org.jiaoying.alerting.store;
