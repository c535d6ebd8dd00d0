/** Breaches become warnings, warnings become calls to named people, and their answers become records. */
package org.jiaoying.alerting;
