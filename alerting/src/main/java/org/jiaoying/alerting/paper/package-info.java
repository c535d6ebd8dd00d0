/** A report as a document, and the forms in which it can be had: page, PDF, workbook. */
package org.jiaoying.alerting.paper;
