/** The time series stores: InfluxDB, and QuestDB where the whole system runs in one process. */
package org.jiaoying.ingest.history.store;
