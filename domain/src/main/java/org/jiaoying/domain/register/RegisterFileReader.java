package org.jiaoying.domain.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the YAML of a {@link RegisterFile} into entries, noting every fault before it gives up. */
final class RegisterFileReader {
    private static final int MAX_SENTINELS = 20;

    private final YamlFields.Faults faults;
    private final List<RegisterEntry> entries = new ArrayList<>();
    private final Map<String, InitialUser> users = new LinkedHashMap<>();

    private RegisterFileReader(String sourceName) {
        this.faults = new YamlFields.Faults(sourceName);
    }

    static RegisterFile read(String sourceName, Node root) {
        var reader = new RegisterFileReader(sourceName);
        var fields = new YamlFields(root, reader.faults);
        YamlFields enterprises = fields.mapping("enterprises");
        if (enterprises == null) {
            fields.fault(root, "'enterprises' is missing");
        } else {
            reader.each(enterprises, reader::enterprise);
        }
        fields.done();
        reader.faults.throwIfAny();
        return new RegisterFile(reader.entries, List.copyOf(reader.users.values()));
    }

    /** Reads the thing under one id of a mapping. */
    private interface Thing {
        void read(String id, YamlFields fields);
    }

    /** Reads each thing of a mapping from ids to things; nothing if there is no mapping. */
    private void each(@Nullable YamlFields things, Thing thing) {
        if (things == null) {
            return;
        }
        for (String id : things.names()) {
            if (!Identifiers.isValid(id)) {
                things.fault(
                        things.keyNode(id),
                        "the id '" + id
                                + "' must be 1 to 64 letters, digits, '_', '-' or '.', the first a letter or digit");
            }
            YamlFields fields = things.mapping(id);
            if (fields != null) {
                thing.read(id, fields);
                fields.done();
            }
        }
    }

    private void enterprise(String id, YamlFields fields) {
        entries.add(new Enterprise(id, name(id, fields)));
        each(fields.mapping("users"), (user, its) -> user(id, user, its));
        each(fields.mapping("sites"), (site, its) -> site(new SiteKey(id, site), its));
    }

    private void user(String enterprise, String user, YamlFields fields) {
        String password = fields.text("password", "");
        String hash = fields.text("passwordHash", "");
        if (password.isEmpty() == hash.isEmpty()) {
            fields.fault(fields.place("password"), "user '" + user + "' needs either a password or a passwordHash");
        }
        var initial =
                new InitialUser(user, enterprise, password.isEmpty() ? null : password, hash.isEmpty() ? null : hash);
        if (users.putIfAbsent(user, initial) != null) {
            fields.fault(fields.place("password"), "the user '" + user + "' is already one of another enterprise");
        }
    }

    private void site(SiteKey key, YamlFields fields) {
        Text name = name(key.site(), fields);
        String kind = fields.required("kind");
        ZoneId timeZone = timeZone(fields);
        String region = fields.text("region", "");
        if (!region.isEmpty() && !region.matches("[0-9]{6,12}")) {
            fields.fault(fields.place("region"), "'region' must be 6 to 12 digits, but is '" + region + "'");
        }
        var zones = new ArrayList<Zone>();
        each(fields.mapping("zones"), (id, its) -> zones.add(new Zone(id, name(id, its), attributes(its))));
        entries.add(new Site(key, name, kind, timeZone, region, attributes(fields), zones, windows(fields, timeZone)));
        var zoneIds = new HashSet<String>();
        zones.forEach(zone -> zoneIds.add(zone.id()));
        each(
                fields.mapping("devices"),
                (id, its) -> device(new DeviceKey(key.enterprise(), key.site(), id), its, zoneIds, timeZone));
    }

    private void device(DeviceKey key, YamlFields fields, Set<String> zoneIds, ZoneId timeZone) {
        String zone = fields.text("zone", "");
        if (!zone.isEmpty() && !zoneIds.contains(zone)) {
            fields.fault(fields.place("zone"), "the site has no zone '" + zone + "'");
        }
        var points = new ArrayList<Point>();
        each(fields.mapping("points"), (id, its) -> points.add(point(id, its)));
        entries.add(new Device(
                key,
                name(key.device(), fields),
                fields.required("kind"),
                zone.isEmpty() ? null : zone,
                attributes(fields),
                points,
                windows(fields, timeZone)));
    }

    private Point point(String id, YamlFields fields) {
        List<@Nullable Double> range = range(fields);
        Set<Double> sentinels = new LinkedHashSet<>();
        for (Node item : fields.items("sentinels")) {
            Double sentinel = fields.number(item, "a sentinel");
            if (sentinel != null) {
                sentinels.add(sentinel);
            }
        }
        if (sentinels.size() > MAX_SENTINELS) {
            fields.fault(fields.place("sentinels"), "more than " + MAX_SENTINELS + " sentinels");
        }
        return new Point(
                id,
                name(id, fields),
                fields.text("quantity", id),
                fields.required("unit"),
                range.get(0),
                range.get(1),
                sentinels,
                attributes(fields));
    }

    /** The two ends, either of which may be open (null). */
    private List<@Nullable Double> range(YamlFields fields) {
        var open = Arrays.<@Nullable Double>asList(null, null);
        Node node = fields.get("range");
        if (node == null) {
            return open;
        }
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != 2) {
            fields.fault(node, "'range' must be [smallest, largest], either of which may be null");
            return open;
        }
        Double min = end(sequence.getValue().get(0), fields);
        Double max = end(sequence.getValue().get(1), fields);
        if (min != null && max != null && min >= max) {
            fields.fault(node, "'range' must rise, but is " + min + " to " + max);
        }
        return Arrays.asList(min, max);
    }

    private static @Nullable Double end(Node node, YamlFields fields) {
        boolean open = node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
        return open ? null : fields.number(node, "an end of the range");
    }

    private Text name(String id, YamlFields fields) {
        Node node = fields.get("name");
        if (node == null) {
            return Text.same(id);
        }
        if (node instanceof ScalarNode) {
            return Text.same(fields.text("name", id));
        }
        var languages = new YamlFields(node, faults);
        var text = new Text(languages.required("zh"), languages.required("en"));
        languages.done();
        return text;
    }

    private Attributes attributes(YamlFields fields) {
        YamlFields written = fields.mapping("attributes");
        if (written == null) {
            return Attributes.NONE;
        }
        var values = new HashMap<String, String>();
        written.names().forEach(name -> values.put(name, written.required(name)));
        return new Attributes(values);
    }

    private static ZoneId timeZone(YamlFields fields) {
        String text = fields.required("timeZone");
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            fields.fault(
                    fields.place("timeZone"), "'timeZone' must be one such as Asia/Shanghai, but is '" + text + "'");
            return ZoneOffset.UTC;
        }
    }

    private List<DeclaredWindow> windows(YamlFields fields, ZoneId timeZone) {
        var windows = new ArrayList<DeclaredWindow>();
        for (Node item : fields.items("windows")) {
            var window = new YamlFields(item, faults);
            String kind = window.required("kind");
            Instant from = instant(window, "from", timeZone);
            Instant to = instant(window, "to", timeZone);
            String note = window.text("note", "");
            window.done();
            if (from != null && to != null) {
                if (from.isBefore(to)) {
                    windows.add(new DeclaredWindow(kind, from, to, note));
                } else {
                    window.fault(item, "a window must end after it starts");
                }
            }
        }
        return windows;
    }

    /** A time with offset, or a date or local time in the site's time zone. */
    private static @Nullable Instant instant(YamlFields fields, String name, ZoneId timeZone) {
        String text = fields.required(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(timeZone).toInstant();
            }
            boolean local = !text.endsWith("Z") && text.indexOf('+', 10) < 0 && text.indexOf('-', 10) < 0;
            return local
                    ? LocalDateTime.parse(text).atZone(timeZone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.fault(
                    fields.place(name),
                    "'" + name + "' must be a date or time such as 2025-10-21 or 2025-10-21T08:00:00+08:00, but is '"
                            + text + "'");
            return null;
        }
    }
}
