package org.jiaoying.simulators.phones;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jiaoying.domain.settings.Settings;

/**
 * How the simulated SMS center is set up. It listens on the loopback address only.
 *
 * @param smppPort 0 for any free one
 * @param accounts system id to password of the systems that may bind
 * @param serviceNumber sender of texts that give none, and where a reply goes from a phone that was never texted
 * @param receiptDelay from the arrival of a text to its receipt
 * @param retry first wait after a receipt or reply that was not acknowledged; doubles up to sixteen times
 * @param acknowledgement how long to wait for a system's answer
 * @param validity how long a text waits for a phone that is off
 * @param partsKept how long a long text waits for its missing parts
 * @param unknownNumbersBecomePhones whether a number nobody set up is a phone that ignores, and not undeliverable
 * @param maxPhones bound of the phones that come into being that way
 * @param remembered how many sender's references are remembered, and how much may wait
 * @param zone in which receipts give their dates
 */
public record SmsCenterSettings(
        int smppPort,
        Map<String, String> accounts,
        String serviceNumber,
        Duration receiptDelay,
        Duration retry,
        Duration acknowledgement,
        Duration validity,
        Duration partsKept,
        boolean unknownNumbersBecomePhones,
        int maxPhones,
        int remembered,
        ZoneId zone) {

    public SmsCenterSettings {
        accounts = Map.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("the SMS center needs at least one account");
        }
        if (retry.isZero() || retry.isNegative()) {
            throw new IllegalArgumentException("retry must be longer than nothing");
        }
    }

    /** The center on any free port, for one account, with the defaults otherwise. */
    public static SmsCenterSettings forAccount(String systemId, String password) {
        return from(Map.of("JY_PHONES_SYSTEM_ID", systemId, "JY_PHONES_PASSWORD", password));
    }

    /** Reads {@code JY_PHONES_…}. */
    public static SmsCenterSettings from(Map<String, String> values) {
        var settings = new Settings("JY_PHONES_", values);
        var result = new SmsCenterSettings(
                settings.number("SMPP_PORT", 0, 0, 65_535, "port of the SMS center; 0 for any free one"),
                Map.of(
                        settings.text("SYSTEM_ID", "jiaoying", "system id that may bind"),
                        settings.text("PASSWORD", "jiaoying", "its password, at most 8 characters")),
                settings.text("SERVICE_NUMBER", "106900000000", "where a reply goes from a phone never texted"),
                duration(settings, "RECEIPT_DELAY", Duration.ZERO, "from a text's arrival to its receipt"),
                settings.duration(
                        "RETRY",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        Duration.ofHours(1),
                        "first wait after what was not acknowledged"),
                settings.duration(
                        "ACKNOWLEDGEMENT",
                        Duration.ofSeconds(3),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        "wait for a system's answer"),
                duration(settings, "VALIDITY", Duration.ofHours(24), "how long a text waits for a phone that is off"),
                duration(
                        settings, "PARTS_KEPT", Duration.ofMinutes(10), "how long a long text waits for missing parts"),
                settings.flag("UNKNOWN_NUMBERS", true, "whether a number nobody set up is a phone that ignores"),
                settings.number("MAX_PHONES", 10_000, 1, 1_000_000, "bound of such phones"),
                settings.number("REMEMBERED", 20_000, 100, 10_000_000, "references remembered, and deliveries waiting"),
                ZoneId.of(settings.text("ZONE", "Asia/Shanghai", "time zone of the dates in receipts")));
        settings.finish();
        return result;
    }

    private static Duration duration(Settings settings, String name, Duration defaultValue, String help) {
        return settings.duration(name, defaultValue, Duration.ZERO, Duration.ofDays(30), help);
    }

    /** The system a reply goes to where no text tells. */
    String firstSystem() {
        return accounts.keySet().stream().sorted().findFirst().orElseThrow();
    }
}
