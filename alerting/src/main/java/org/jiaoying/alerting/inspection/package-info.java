/** Inspections (督导检查, 自查自纠), and the measures that followed them. */
package org.jiaoying.alerting.inspection;
