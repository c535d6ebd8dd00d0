/** The detectors: plain classes that find breaches in what devices say. No Flink here; see {@link org.jiaoying.stream.detect.DeviceJudge}. */
package org.jiaoying.stream.detect;
