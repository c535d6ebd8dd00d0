/** Learns what is normal at points from recorded observations, keeps it in files, and publishes it. */
package org.jiaoying.standalone.baseline;
