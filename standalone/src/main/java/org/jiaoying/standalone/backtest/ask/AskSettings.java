package org.jiaoying.standalone.backtest.ask;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.settings.Settings;

/**
 * How asked backtests are answered, and what they may cost.
 *
 * @param port 0 for a free one
 * @param token with which it wants to be asked; empty: with none, and then only on the loopback address
 * @param longest stretch of time that may be asked for
 * @param mostMessages of devices that one of them may go through
 * @param within how long one may take, with what it waits for others
 */
public record AskSettings(String host, int port, String token, Duration longest, int mostMessages, Duration within) {
    public static final String PREFIX = "JY_BACKTEST_";

    /** Reads {@code JY_BACKTEST_…}. */
    public static AskSettings from(Map<String, String> source) {
        var in = new Settings(PREFIX, source);
        var settings = new AskSettings(
                in.text("HTTP_HOST", "127.0.0.1", "address to listen on"),
                in.number("HTTP_PORT", 8083, 0, 65_535, "port to listen on; 0 for a free one"),
                in.text("HTTP_TOKEN", "", "bearer token it wants to be asked with; needed off the loopback address"),
                in.duration(
                        "LONGEST",
                        Duration.ofDays(31),
                        Duration.ofHours(1),
                        Duration.ofDays(366),
                        "the longest stretch of time that may be asked for"),
                in.number(
                        "MOST_MESSAGES",
                        3_000_000,
                        1_000,
                        100_000_000,
                        "messages of devices that one backtest may go through"),
                in.duration(
                        "WITHIN",
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(50),
                        "how long one may take, with what it waits for others"));
        in.finish();
        return settings;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AskSettings[" + host + ":" + port + "]";
    }
}
