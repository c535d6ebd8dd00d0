package org.jiaoying.domain.register;

import java.time.ZoneId;
import java.util.List;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;

/**
 * A mine, plant or slope (场所).
 *
 * @param kind what it is, such as {@code coal-mine}, {@code open-pit}, {@code plant}
 * @param timeZone in which its days and shifts are counted
 * @param region administrative code, 6 to 12 digits
 */
public record Site(
        SiteKey key,
        Text name,
        String kind,
        ZoneId timeZone,
        String region,
        Attributes attributes,
        List<Zone> zones,
        List<DeclaredWindow> windows)
        implements RegisterEntry {

    public Site {
        zones = List.copyOf(zones);
        windows = List.copyOf(windows);
    }

    @Override
    public String entryKey() {
        return "site:" + key;
    }
}
