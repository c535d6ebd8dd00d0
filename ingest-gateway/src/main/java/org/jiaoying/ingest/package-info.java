/** From the devices' messages to the log and the history: intake, register, forwarding, history. */
package org.jiaoying.ingest;
