package org.jiaoying.alerting.notify.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.exchange.ExchangeSettings;
import org.jiaoying.alerting.notify.aliyun.AliyunQueueSettings;
import org.jiaoying.alerting.notify.aliyun.AliyunSettings;
import org.jiaoying.alerting.notify.aliyun.QueueKind;
import org.jiaoying.alerting.notify.broadcast.BroadcastSettings;
import org.jiaoying.alerting.notify.door.DoorSettings;
import org.jiaoying.alerting.notify.mail.MailSettings;
import org.jiaoying.alerting.notify.robot.RobotChannel.Robot;
import org.jiaoying.alerting.notify.webhook.WebhookChannel.Endpoint;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

/** The file that says which channels there are; described in {@code docs/channels.md}. Secrets stand elsewhere, see {@link Secrets}. */
public final class ChannelsFile {
    private static final int MAX_LENGTH = 400_000;
    private static final int MANY = 200;
    /** The same for every account in the mainland. */
    private static final URI ALIYUN_QUEUES = URI.create("https://1943695596114318.mns.cn-hangzhou.aliyuncs.com");

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

    private final Secrets secrets;

    private ChannelsFile(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Reads the file.
     *
     * @param environment where secrets may stand
     * @throws IllegalArgumentException naming all faults with their lines
     */
    public static ChannelSettings parse(String source, String text, Map<String, String> environment) {
        var faults = new Faults(source);
        var reader = new ChannelsFile(new Secrets(environment));
        ChannelSettings settings = DocumentReader.read(source, text, MAX_LENGTH, faults)
                .map(reader::settings)
                .orElse(ChannelSettings.NONE);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the channels' settings have faults:\n  "
                    + faults.all().stream().map(Fault::toString).collect(Collectors.joining("\n  ")));
        }
        return settings;
    }

    private ChannelSettings settings(Fields in) {
        var settings = new ChannelSettings(
                in.mapping("aliyun-sms")
                        .map(sms -> aliyun(sms, "dysmsapi.aliyuncs.com", false))
                        .orElse(null),
                in.mapping("aliyun-voice")
                        .map(voice -> aliyun(voice, "dyvmsapi.aliyuncs.com", true))
                        .orElse(null),
                in.mapping("aliyun-queues").map(this::queues).orElse(null),
                robots(in, "dingtalk"),
                robots(in, "wecom"),
                endpoints(in),
                in.mapping("email").map(this::mail).orElse(null),
                in.mapping("broadcast").map(this::broadcast).orElse(null),
                in.mapping("exchange").map(this::exchange).orElse(null),
                in.mapping("door").map(this::door).orElse(null),
                in.optionalWord("allow-private-addresses", FLAG, false));
        boolean pushed = settings.sms() != null || settings.voice() != null;
        boolean unheard = pushed && settings.queues() == null;
        if (settings.door() == null && (unheard || settings.exchange() != null)) {
            in.fault("door", "is missing: receipts, replies, keys and messages of others come in there");
        }
        if (settings.broadcast() != null && settings.exchange() == null) {
            in.fault("exchange", "is missing: it says which areas are broadcast to, and from which level");
        }
        in.finish();
        return settings;
    }

    private AliyunSettings aliyun(Fields in, String endpoint, boolean voice) {
        var settings = new AliyunSettings(
                secret(in, "access-key-id"),
                secret(in, "access-key-secret"),
                in.optionalText("endpoint").orElse(endpoint),
                in.optionalWord("tls", FLAG, true),
                voice ? in.optionalText("number").orElse("") : in.text("signature"),
                in.text("template"),
                in.optionalText("drill-template").orElse(""),
                voice ? in.text("goodbye") : "",
                WITHIN,
                rate(in, 20));
        in.finish();
        return settings;
    }

    private AliyunQueueSettings queues(Fields in) {
        var settings = new AliyunQueueSettings(
                secret(in, "access-key-id"),
                secret(in, "access-key-secret"),
                in.optionalText("endpoint").orElse("dybaseapi.aliyuncs.com"),
                in.optionalWord("tls", FLAG, true),
                in.optionalValue("queues", ALIYUN_QUEUES, ChannelsFile::uri),
                in.values("names", 10, ChannelsFile::queue),
                Duration.ofSeconds(in.number("every-seconds", 5, 1, 300)),
                WITHIN);
        if (settings.names().isEmpty()) {
            in.fault("names", "is missing: the queues' names stand in the platform's console");
        }
        in.finish();
        return settings;
    }

    private static String queue(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,120}") || QueueKind.of(text).isEmpty()) {
            throw new IllegalArgumentException(
                    "must be a queue's name that ends in -SmsUp, -SmsReport or -VoiceReport");
        }
        return text;
    }

    private List<Robot> robots(Fields in, String platform) {
        var robots = new ArrayList<Robot>();
        var names = new HashSet<String>();
        for (Fields entry : in.mappings(platform, MANY)) {
            String name = name(entry, names);
            URI url = entry.value("url", URI.create("https://invalid.example/"), text -> uri(secrets.read(text)));
            robots.add(new Robot(name, url, optionalSecret(entry, "secret")));
            entry.finish();
        }
        return robots;
    }

    private List<Endpoint> endpoints(Fields in) {
        var endpoints = new ArrayList<Endpoint>();
        var names = new HashSet<String>();
        for (Fields entry : in.mappings("webhooks", MANY)) {
            endpoints.add(new Endpoint(name(entry, names), address(entry), secret(entry, "secret")));
            entry.finish();
        }
        return endpoints;
    }

    private MailSettings mail(Fields in) {
        var security = new LinkedHashMap<String, MailSettings.Security>();
        for (MailSettings.Security one : MailSettings.Security.values()) {
            security.put(one.name().toLowerCase(Locale.ROOT), one);
        }
        var settings = new MailSettings(
                in.text("host"),
                in.number("port", 465, 1, 65_535),
                in.optionalWord("security", security, MailSettings.Security.TLS),
                in.optionalText("user").orElse(""),
                optionalSecret(in, "password"),
                in.value("from", "", ChannelsFile::mailAddress),
                Duration.ofSeconds(20),
                rate(in, 10));
        in.finish();
        return settings;
    }

    private BroadcastSettings broadcast(Fields in) {
        var settings = new BroadcastSettings(
                address(in),
                secret(in, "secret"),
                in.value("entity", "", text -> digits(text, 18)),
                in.text("sender-name"),
                in.value("event-type", "", text -> digits(text, 5)));
        in.finish();
        return settings;
    }

    private DoorSettings door(Fields in) {
        var settings = new DoorSettings(
                in.optionalText("host").orElse("127.0.0.1"), in.number("port", 8090, 0, 65_535), secret(in, "token"));
        if (!settings.token().isEmpty() && settings.token().length() < 24) {
            in.fault("token", "must have 24 characters or more");
        }
        in.finish();
        return settings;
    }

    private ExchangeSettings exchange(Fields in) {
        var areas = new HashMap<SiteKey, ExchangeSettings.Area>();
        for (Fields entry : in.mappings("areas", 10_000)) {
            areas.put(entry.value("of", new SiteKey("x", "x"), ChannelsFile::site), area(entry));
            entry.finish();
        }
        ExchangeSettings.Area area = in.mapping("area")
                .map(fields -> {
                    ExchangeSettings.Area read = area(fields);
                    fields.finish();
                    return read;
                })
                .orElseGet(() -> {
                    in.fault("area", "is missing");
                    return new ExchangeSettings.Area("", List.of(), "");
                });
        var settings = new ExchangeSettings(
                in.value("sender", "", ChannelsFile::clean),
                in.text("sender-name"),
                in.value("issuer", "", text -> digits(text, 14)),
                area,
                areas,
                in.optionalWord("from", levels(), Level.ORANGE),
                in.optionalWord("broadcast-from", levels(), Level.RED),
                optionalSecret(in, "signing-key"),
                partners(in),
                sources(in));
        in.finish();
        return settings;
    }

    private List<ExchangeSettings.Partner> partners(Fields in) {
        var partners = new ArrayList<ExchangeSettings.Partner>();
        var names = new HashSet<String>();
        for (Fields entry : in.mappings("partners", MANY)) {
            partners.add(new ExchangeSettings.Partner(name(entry, names), address(entry), secret(entry, "secret")));
            entry.finish();
        }
        return partners;
    }

    private List<ExchangeSettings.Source> sources(Fields in) {
        var hazards = new LinkedHashMap<String, Hazard>();
        for (Hazard hazard : Hazard.values()) {
            hazards.put(hazard.code(), hazard);
        }
        var sources = new ArrayList<ExchangeSettings.Source>();
        var names = new HashSet<String>();
        for (Fields entry : in.mappings("sources", MANY)) {
            sources.add(new ExchangeSettings.Source(
                    name(entry, names),
                    entry.value("sender", "", ChannelsFile::clean),
                    secret(entry, "token"),
                    optionalSecret(entry, "key"),
                    entry.word("hazard", hazards, Hazard.WEATHER),
                    entry.values("sites", 1_000, ChannelsFile::site)));
            entry.finish();
        }
        return sources;
    }

    private static ExchangeSettings.Area area(Fields in) {
        return new ExchangeSettings.Area(
                in.text("name"),
                in.values("codes", 50, text -> digits(text, 12)),
                in.optionalValue("polygon", "", ChannelsFile::polygon));
    }

    private static String name(Fields in, HashSet<String> names) {
        String name = in.value("name", "", ChannelsFile::identifier);
        if (!names.add(name)) {
            in.fault("name", "'" + name + "' stands here a second time");
        }
        return name;
    }

    private String secret(Fields in, String name) {
        return in.value(name, "", secrets::read);
    }

    private String optionalSecret(Fields in, String name) {
        return in.optionalValue(name, "", secrets::read);
    }

    private static Rate rate(Fields in, int usual) {
        return Rate.perSecond(in.number("per-second", usual, 1, 10_000));
    }

    private static URI address(Fields in) {
        return in.value("url", URI.create("https://invalid.example/"), ChannelsFile::uri);
    }

    private static URI uri(String text) {
        @Nullable String host;
        URI uri;
        try {
            uri = URI.create(text);
            host = uri.getHost();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no address", e);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || host == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("must be like https://host/path, without a user");
        }
        return uri;
    }

    private static String identifier(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_', '-' or '.'");
        }
        return text;
    }

    private static String clean(String text) {
        if (!text.matches("[^\\s,<&]{1,100}")) {
            throw new IllegalArgumentException("must hold no space, comma, < or &");
        }
        return text;
    }

    private static String mailAddress(String text) {
        if (!text.matches("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,255}")) {
            throw new IllegalArgumentException("is no address of a letter");
        }
        return text;
    }

    private static String digits(String text, int count) {
        if (!text.matches("[0-9]{" + count + "}")) {
            throw new IllegalArgumentException("must have " + count + " digits");
        }
        return text;
    }

    /** CAP 1.2: pairs of latitude and longitude; the last is the first, and there are four at least. */
    private static String polygon(String text) {
        String[] pairs = text.strip().split("\\s+");
        for (String pair : pairs) {
            if (!pair.matches("-?[0-9]{1,2}(\\.[0-9]+)?,-?[0-9]{1,3}(\\.[0-9]+)?")) {
                throw new IllegalArgumentException("must be pairs lat,lon with spaces between them");
            }
        }
        if (pairs.length < 4 || !pairs[0].equals(pairs[pairs.length - 1])) {
            throw new IllegalArgumentException("must have four pairs at least, and end where it begins");
        }
        return String.join(" ", pairs);
    }

    private static SiteKey site(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("must be enterprise/site");
        }
        return new SiteKey(identifier(parts[0]), identifier(parts[1]));
    }

    private static Map<String, Level> levels() {
        var levels = new LinkedHashMap<String, Level>();
        for (Level level : Level.values()) {
            levels.put(level.code(), level);
        }
        return levels;
    }
}
