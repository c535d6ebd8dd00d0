/** A Flink cluster of processes of its own on one machine, from a class path: for tests that kill its parts. */
package org.jiaoying.stream.cluster;
