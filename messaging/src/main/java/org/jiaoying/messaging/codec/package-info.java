/**
 * What stands in the log, as bytes (protobuf). The bytes of each released version are kept in the tests and must stay
 * readable. Codecs are stateless and safe for use by several threads.
 */
package org.jiaoying.messaging.codec;
