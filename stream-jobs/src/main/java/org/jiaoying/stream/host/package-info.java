/** The operators that host the detectors in Flink. */
package org.jiaoying.stream.host;
