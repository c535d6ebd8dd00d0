package org.jiaoying.alerting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.notify.settings.ChannelSettings;
import org.jiaoying.alerting.notify.settings.ChannelsFile;
import org.jiaoying.alerting.notify.sms.SmppSettings;
import org.jiaoying.alerting.store.Database;
import org.jiaoying.domain.settings.Settings;

/**
 * How alerting is connected and bounded. Its names in the environment begin with {@code JY_ALERTING_}.
 *
 * @param instance names this process among all that share the database
 * @param live whether it moves by itself; false in a replay, where whoever moves the clock asks {@link Alerting#agenda}
 * @param poll how often it looks for what is due
 * @param silentAfter how long detection may say nothing before that is reported
 * @param contactsHold how long a person's contact is trusted after it was last verified
 * @param testCallEvery how old the proof of a contact may become before a test text is sent there; zero: none are
 * @param gather whether texts to one person are gathered in a flood
 * @param heartbeatUrl told every half minute while all is well; empty: nobody is told
 * @param anchoring where it is told, outside the database, where the audit log ends
 * @param rosters files to take over at the start
 * @param rulePacks files to take over at the start
 * @param channels what there is beside SMS over SMPP
 */
public record AlertingConfig(
        String instance,
        boolean live,
        String bootstrapServers,
        Database database,
        SmppSettings smpp,
        Duration poll,
        Duration silentAfter,
        Duration contactsHold,
        Duration testCallEvery,
        boolean gather,
        String heartbeatUrl,
        Anchoring anchoring,
        List<Path> rosters,
        List<Path> rulePacks,
        ChannelSettings channels) {
    public static final String PREFIX = "JY_ALERTING_";

    private static final String DATABASE = "DATABASE";
    private static final Pattern CENTER = Pattern.compile("([^:@,]+):([^@,]*)@([^:,]+):([0-9]{1,5})");

    /**
     * How the audit log's end is told outside the database.
     *
     * @param file empty: the program's log alone is told
     */
    public record Anchoring(Optional<Path> file, Duration every) {}

    /** @throws IllegalArgumentException naming all faults */
    public static AlertingConfig from(Map<String, String> source) {
        var in = new Settings(PREFIX, source);
        var faults = new ArrayList<String>();
        var config = new AlertingConfig(
                in.required("INSTANCE", "a name of this process that no other one has, such as its host name"),
                in.flag("LIVE", true, "false only in a replay: others move the clock"),
                in.text("KAFKA", "127.0.0.1:9092", "Kafka's host:port, several separated by commas"),
                database(in, DATABASE),
                new SmppSettings(
                        centers(
                                in.required("SMPP", "SMS centers as user:password@host:port, separated by commas"),
                                faults),
                        in.text("SMPP_SENDER", "", "number or name from which texts come; empty: the center sets it"),
                        in.number("SMPP_WINDOW", 10, 1, 200, "texts under way to a center at a time"),
                        in.duration(
                                "SMPP_ANSWER_WITHIN",
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(20),
                                "how long a center may take to answer"),
                        in.duration(
                                "SMPP_ENQUIRE_EVERY",
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                "how often an idle link is tried"),
                        in.flag(
                                "SMPP_RECEIPT_IDS_DECIMAL",
                                false,
                                "the center reports in decimal digits what it took under hexadecimal ones"),
                        Rate.perSecond(
                                in.number("SMS_PER_SECOND", 50, 1, 10_000, "texts the SMS centers take a second"))),
                in.duration(
                        "POLL",
                        Duration.ofMillis(200),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5),
                        "how often it looks for what is due"),
                in.duration(
                        "SILENT_AFTER",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofHours(1),
                        "how long detection may say nothing before that is reported"),
                in.duration(
                        "CONTACTS_HOLD",
                        Duration.ofDays(365),
                        Duration.ofDays(1),
                        Duration.ofDays(3650),
                        "how long a person's contact is trusted after it was last verified"),
                in.duration(
                        "TEST_CALL_EVERY",
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofDays(3650),
                        "how old the proof of a contact may become before a test text is sent there; PT0S: none are"),
                in.flag(
                        "GATHER",
                        true,
                        "more texts to a person than three in ten minutes are gathered in one that lists them"),
                in.text("HEARTBEAT_URL", "", "an address to GET every half minute while all is well; empty: none"),
                new Anchoring(
                        paths(in.text(
                                        "AUDIT_ANCHORS",
                                        "",
                                        "file outside the database that is told where the audit log ends; empty: only this"
                                                + " program's own log is"))
                                .stream()
                                .findFirst(),
                        in.duration(
                                "AUDIT_ANCHOR_EVERY",
                                Duration.ofHours(1),
                                Duration.ofMinutes(1),
                                Duration.ofDays(1),
                                "how often it is told where the audit log ends")),
                paths(in.text("ROSTERS", "", "roster files to take over at the start, separated by commas")),
                paths(in.text("RULE_PACKS", "", "rule pack files to take over at the start, separated by commas")),
                channels(
                        in.text("CHANNELS", "", "file that says which channels there are; empty: SMS over SMPP"),
                        source,
                        faults));
        in.finish();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the configuration has faults:\n  " + String.join("\n  ", faults));
        }
        return config;
    }

    /** Only where the tables are, for what needs nothing else. */
    public static Database database(Map<String, String> source) {
        var in = new Settings(PREFIX + DATABASE, source);
        Database database = database(in, "");
        in.finish();
        return database;
    }

    private static Database database(Settings in, String stem) {
        return new Database(
                in.text(stem + "_HOST", "127.0.0.1", "where PostgreSQL listens"),
                in.number(stem + "_PORT", 5432, 1, 65_535, "port of PostgreSQL"),
                in.text(stem, "jiaoying", "name of the database"),
                in.text(stem + "_USER", "postgres", "user of the database"),
                in.text(stem + "_PASSWORD", "", "password of the database's user"),
                in.number(stem + "_CONNECTIONS", 12, 2, 200, "connections to the database at most"));
    }

    private static List<SmppSettings.Center> centers(String text, List<String> faults) {
        var centers = new ArrayList<SmppSettings.Center>();
        for (String part : text.split(",", -1)) {
            Matcher form = CENTER.matcher(part.strip());
            if (form.matches()) {
                centers.add(new SmppSettings.Center(
                        form.group(3), Integer.parseInt(form.group(4)), form.group(1), form.group(2)));
            } else if (!part.isBlank()) {
                // The text itself may hold a password: it is not repeated.
                faults.add(PREFIX + "SMPP has an entry that is not user:password@host:port");
            }
        }
        return centers;
    }

    private static ChannelSettings channels(String path, Map<String, String> source, List<String> faults) {
        if (path.isBlank()) {
            return ChannelSettings.NONE;
        }
        try {
            return ChannelsFile.parse(path, Files.readString(Path.of(path.strip())), source);
        } catch (IOException e) {
            faults.add(PREFIX + "CHANNELS: " + path + " cannot be read");
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return ChannelSettings.NONE;
    }

    private static List<Path> paths(String text) {
        var paths = new ArrayList<Path>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                paths.add(Path.of(part.strip()));
            }
        }
        return paths;
    }
}
