/** The roster as an Excel workbook: written, and read back with every fault named by sheet and cell. */
package org.jiaoying.alerting.roster.workbook;
