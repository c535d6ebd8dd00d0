package org.jiaoying.alerting.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The tile service that the map lies on, in Web Mercator (EPSG:3857), 256 px a tile; browsers ask it themselves.
 *
 * @param template its address with {@code {z}}, {@code {x}} and {@code {y}}; empty: there is none
 * @param origin what browsers may load pictures from because of it; empty: nothing
 */
record MapTiles(String template, String origin) {
    private static final int MAX_LENGTH = 500;
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    /**
     * Reads the setting.
     *
     * @throws MapException if it is no address of tiles over https
     */
    static MapTiles of(String template) {
        if (template.isBlank()) {
            return new MapTiles("", "");
        }
        if (template.length() > MAX_LENGTH
                || !template.contains("{z}")
                || !template.contains("{x}")
                || !template.contains("{y}")) {
            throw refused("wants {z}, {x} and {y} in at most " + MAX_LENGTH + " characters");
        }
        URI address;
        try {
            address = new URI(template.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0"));
        } catch (URISyntaxException e) {
            // Not the text itself: a service's key stands in it.
            throw refused("is not an address: " + e.getReason() + " at character " + e.getIndex());
        }
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equals(address.getScheme())
                || address.getRawUserInfo() != null
                || !HOST.matcher(host).matches()) {
            throw refused("wants https://host/…, without a user");
        }
        if (!template.toLowerCase(Locale.ROOT).startsWith("https://" + host)) {
            throw refused("wants the place holders behind the host");
        }
        return new MapTiles(template, "https://" + host + (address.getPort() < 0 ? "" : ":" + address.getPort()));
    }

    private static MapException refused(String detail) {
        return new MapException("JY_HTTP_MAP_TILES", "tiles-bad-address", detail);
    }
}
