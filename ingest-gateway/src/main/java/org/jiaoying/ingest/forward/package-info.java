/** The way of a message from the broker into the log: taken, appended, and only then acknowledged. */
package org.jiaoying.ingest.forward;
