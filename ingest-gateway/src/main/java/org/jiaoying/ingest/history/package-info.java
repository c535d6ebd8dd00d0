/** What devices said, from the log into the time series store, and curves out of it. */
package org.jiaoying.ingest.history;
