/** What becomes of one message of a device: decoded, judged by the register and the clock, taken or refused with a reason. */
package org.jiaoying.ingest.intake;
