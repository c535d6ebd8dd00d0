package org.jiaoying.domain.register;

/** One entry of the register (台账), as it travels on the compacted topic {@code register} under its key. */
public sealed interface RegisterEntry permits Enterprise, Site, Device {

    /** {@code enterprise:E}, {@code site:E/S} or {@code device:E/S/D}. */
    String entryKey();
}
