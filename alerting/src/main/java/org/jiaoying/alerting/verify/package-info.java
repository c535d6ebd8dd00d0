/** Keeps proving that people are reached where the roster says: codes, scheduled tests, and every reply. */
package org.jiaoying.alerting.verify;
