/**
 * The real parts in process: MQTT broker, Kafka, PostgreSQL, time series store. Each is opened by a static {@code start} that
 * returns when the part serves, and ended by {@code close}; each listens on the loopback address only. A data directory may
 * be kept and opened again, also after the process was killed.
 */
@NullMarked
package org.jiaoying.embedded;

import org.jspecify.annotations.NullMarked;
