package org.jiaoying.alerting.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.settings.Settings;

/**
 * How the API and the console are served.
 *
 * @param port 0 for a free one
 * @param historyUrl where the history part answers, {@code http://host:port}; empty: there are no curves
 * @param historyToken what the history part wants to be asked with; empty: nothing
 * @param backtestUrl where rules are tried on history, {@code http://host:port}; empty: nowhere
 * @param backtestToken what that wants to be asked with; empty: nothing
 * @param reportToken with which Prometheus may read the figures, beside the accounts that may; empty: with none
 * @param secureCookie whether the session cookie is only sent over HTTPS; true behind a TLS proxy
 * @param trustForwarded whether the last {@code X-Forwarded-For} names the reader; only behind an own proxy
 * @param heartbeat how often a live stream says that it is alive
 * @param publicUrl where phones reach the console from outside, without a slash at the end: texts carry links there; empty: none
 * @param pdfFont file of the font that PDFs are written in, one of a collection as {@code file.ttc,2}; empty: the usual ones are looked for
 * @param mapOutline GeoJSON file that the map is drawn from; {@code demo}: the made-up county; empty: none
 * @param mapTiles address of a tile service under it, with {@code {z}}, {@code {x}} and {@code {y}}; empty: none
 */
public record HttpSettings(
        String host,
        int port,
        String historyUrl,
        String historyToken,
        String backtestUrl,
        String backtestToken,
        String reportToken,
        boolean secureCookie,
        boolean trustForwarded,
        Duration heartbeat,
        String publicUrl,
        String pdfFont,
        String mapOutline,
        String mapTiles) {
    /** So long that the longest text in four parts, with a link, still says where. */
    private static final int MAX_PUBLIC_URL = 40;

    /** Reads {@code JY_HTTP_…}. */
    public static HttpSettings from(Map<String, String> source) {
        var settings = new Settings("JY_HTTP_", source);
        var read = new HttpSettings(
                settings.text("HOST", "127.0.0.1", "address to listen on"),
                settings.number("PORT", 8080, 0, 65_535, "port to listen on; 0 for a free one"),
                settings.text("HISTORY_URL", "", "where the history part answers, http://host:port; empty: no curves"),
                settings.text("HISTORY_TOKEN", "", "the history part's JY_HISTORY_HTTP_TOKEN"),
                settings.text("BACKTEST_URL", "", "where rules are tried on history, http://host:port; empty: nowhere"),
                settings.text("BACKTEST_TOKEN", "", "its JY_BACKTEST_HTTP_TOKEN"),
                settings.text("REPORT_TOKEN", "", "bearer token for /metrics, as for Prometheus; empty: accounts only"),
                settings.flag("SECURE_COOKIE", false, "send the session cookie over HTTPS only"),
                settings.flag("TRUST_FORWARDED", false, "take the reader's address from an own proxy"),
                settings.duration(
                        "HEARTBEAT",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10),
                        "how often a live stream says that it is alive"),
                settings.text(
                        "PUBLIC_URL",
                        "",
                        HttpSettings::publicUrl,
                        "where phones reach the console, such as https://alarm.example.org; empty: no links in texts"),
                settings.text(
                        "PDF_FONT",
                        "",
                        "file of a font that knows Chinese, for PDFs (of a collection: file.ttc,number); empty: found"),
                settings.text(
                        "MAP_OUTLINE",
                        "",
                        "GeoJSON file that the map is drawn from; demo: a made-up county; empty: none"),
                settings.text(
                        "MAP_TILES",
                        "",
                        "tile service under the map, https://host/…{z}…{x}…{y}, Web Mercator; empty: none"));
        settings.finish();
        return read;
    }

    private static String publicUrl(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        URI read;
        try {
            read = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not an address", e);
        }
        boolean known = "https".equals(read.getScheme()) || "http".equals(read.getScheme());
        if (!known || read.getHost() == null || read.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must be an address such as https://alarm.example.org");
        }
        if (read.getRawQuery() != null || read.getRawFragment() != null) {
            throw new IllegalArgumentException("must have no ? and no #");
        }
        if (url.length() > MAX_PUBLIC_URL) {
            throw new IllegalArgumentException("is longer than " + MAX_PUBLIC_URL + " characters, too long for a text");
        }
        return url;
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "HttpSettings[" + host + ":" + port + ", history " + historyUrl + "]";
    }
}
