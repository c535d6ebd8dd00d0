/** What operators, and other parts of the system, ask over HTTP: health, figures, curves. */
package org.jiaoying.ingest.report;
