package org.jiaoying.stream.detect;

import java.time.ZoneId;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Whatever a breach is about, as the writer of its transitions needs to know it. */
interface Named {

    /** Names it in ids and reports. */
    String key();

    /** The device that stands in the breach. */
    DeviceKey deviceKey();

    @Nullable
    String zoneId();

    /** The point that stands in the breach, if it is about one. */
    @Nullable
    String pointId();

    /** In which times are told. */
    ZoneId timeZone();

    /** What stands in a sentence for the places that name it. */
    Map<String, Text> names();
}
