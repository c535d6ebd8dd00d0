/** How records leave and enter a process: the MQTT link, the Kafka log, and the versioned codecs of what stands in it. */
package org.jiaoying.messaging;
