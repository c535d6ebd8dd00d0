/** How records of the log enter and leave Flink. The connector's interfaces name types of the Kafka clients: only here. */
package org.jiaoying.stream.log;
