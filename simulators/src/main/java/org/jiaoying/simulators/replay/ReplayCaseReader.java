package org.jiaoying.simulators.replay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;
import org.jiaoying.domain.document.NearestWord;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.RegisterFileException;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.phones.Behaviour.Answer;

/** Reads a case file: each part by its own reader, and then whether the parts fit each other. For one use. */
final class ReplayCaseReader {
    private static final int MAX_TEXT = 4_000_000;
    private static final int MAX_COLUMNS = 1_000;
    private static final int MAX_PHONES = 1_000;
    private static final int MAX_LABELS = 10_000;
    private static final Set<String> OWN = Set.of("case", "title", "source", "csv", "phones", "labels");
    private static final Set<String> OTHERS = Set.of("enterprises", "rules", "roster");
    private static final Map<String, Behaviour> BEHAVIOURS =
            Map.of("ignores", Behaviour.ignores(), "unreachable", Behaviour.unreachable(), "off", Behaviour.off());
    private static final Map<String, Level> LEVELS = levels();

    private final String source;
    private final Sections sections;
    private final Faults own;
    private final List<Fault> faults = new ArrayList<>();
    private RegisterFile register = new RegisterFile(List.of(), List.of());
    private List<Rule> rules = List.of();
    private final Map<String, Device> devices = new LinkedHashMap<>();

    ReplayCaseReader(String source, String yaml) {
        this.source = source;
        this.sections = new Sections(source, yaml);
        this.own = new Faults(source);
    }

    ReplayCase read() {
        faults.addAll(sections.faults());
        requireKnownSections();
        readRegister();
        readRules();
        ReplayCase result = DocumentReader.read(source, sections.only(OWN), MAX_TEXT, own)
                .map(this::readOwn)
                .orElse(null);
        faults.addAll(own.all());
        if (!faults.isEmpty() || result == null) {
            faults.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
            throw new ReplayCaseException(faults);
        }
        return result;
    }

    private void requireKnownSections() {
        var known = new TreeSet<>(OWN);
        known.addAll(OTHERS);
        // A field that stands here already is not what was meant.
        var free = new TreeSet<>(known);
        free.removeAll(sections.names());
        for (String name : sections.names()) {
            if (!known.contains(name)) {
                String nearest = NearestWord.to(name, free).orElse(null);
                faults.add(new Fault(source, sections.lineOf(name), 1, name, "is not a field here", nearest));
            }
        }
        for (String name : List.of("enterprises", "rules")) {
            if (!sections.has(name)) {
                faults.add(new Fault(source, 1, 1, name, "is missing", null));
            }
        }
    }

    private void readRegister() {
        if (!sections.has("enterprises")) {
            return;
        }
        try {
            register = RegisterFile.parse(source, sections.only(Set.of("enterprises")));
            register.entries().forEach(entry -> {
                if (entry instanceof Device device) {
                    devices.put(device.key().toString(), device);
                }
            });
        } catch (RegisterFileException e) {
            e.faults()
                    .forEach(fault -> faults.add(
                            new Fault(source, fault.line(), fault.column(), "enterprises", fault.message(), null)));
        }
    }

    private void readRules() {
        if (!sections.has("rules")) {
            return;
        }
        try {
            rules = RuleParser.pack(source, rulePack());
        } catch (RuleFaultsException e) {
            faults.addAll(e.faults());
        }
    }

    /** The rules as a pack of their own; its name takes the line of the case's, which stands outside them. */
    private String rulePack() {
        List<String> lines =
                new ArrayList<>(sections.only(Set.of("rules")).lines().toList());
        int nameAt = Math.max(1, sections.lineOf("case")) - 1;
        if (!lines.get(nameAt).isBlank()) {
            lines.add("pack: replay");
        } else {
            lines.set(nameAt, "pack: replay");
        }
        return String.join("\n", lines) + "\n";
    }

    private ReplayCase readOwn(Fields in) {
        String id = in.value("case", "", ReplayCaseReader::identifier);
        Text title = in.sentence("title");
        String origin = in.text("source");
        CsvForm csv = in.mapping("csv").map(this::csv).orElseGet(() -> {
            in.fault("csv", "is missing");
            return noCsv();
        });
        List<ReplayPhone> phones = phones(in);
        List<ReplayLabel> labels = new ArrayList<>();
        in.mappings("labels", MAX_LABELS)
                .forEach(label -> labels.add(label(label, csv.time().zone())));
        in.finish();
        return new ReplayCase(
                id,
                title,
                origin,
                csv,
                register,
                sections.has("rules") ? rulePack() : "",
                sections.has("roster") ? sections.under("roster") : "",
                phones,
                labels);
    }

    private static CsvForm noCsv() {
        return new CsvForm("", ',', StandardCharsets.UTF_8, "", TimeForm.of("iso", ZoneOffset.UTC), List.of());
    }

    private CsvForm csv(Fields in) {
        String file = in.optionalValue("file", "", text -> text);
        char separator = in.optionalValue("separator", ',', ReplayCaseReader::separator);
        Charset charset = in.optionalValue("charset", StandardCharsets.UTF_8, ReplayCaseReader::charset);
        String timeColumn = "";
        TimeForm time = TimeForm.of("iso", ZoneOffset.UTC);
        if (in.mapping("time").isPresent()) {
            Fields fields = in.mapping("time").orElseThrow();
            timeColumn = fields.text("column");
            ZoneId zone = fields.value("zone", ZoneOffset.UTC, ReplayCaseReader::zone);
            time = fields.value("format", time, format -> TimeForm.of(format, zone));
            fields.finish();
        } else {
            in.fault("time", "is missing");
        }
        var columns = new ArrayList<CsvForm.Column>();
        var seen = new HashSet<String>();
        for (Fields fields : in.mappings("values", MAX_COLUMNS)) {
            columns.add(column(fields, seen));
        }
        if (columns.isEmpty()) {
            in.fault("values", "must name at least one column");
        }
        in.finish();
        return new CsvForm(file, separator, charset, timeColumn, time, columns);
    }

    private CsvForm.Column column(Fields in, Set<String> seen) {
        String name = in.text("column");
        DeviceKey device = device(in);
        String point = in.text("point");
        requirePoint(in, device, point);
        if (!seen.add(device + "/" + point)) {
            in.fault("point", "'" + point + "' of this device has a column already");
        }
        in.finish();
        return new CsvForm.Column(name, device, point);
    }

    private DeviceKey device(Fields in) {
        String key = in.text("device");
        if (!key.isEmpty() && !devices.isEmpty() && !devices.containsKey(key)) {
            in.unknown("device", "'" + key + "' is not registered in this case", key, devices.keySet());
        }
        try {
            return DeviceKey.parse(key);
        } catch (IllegalArgumentException e) {
            in.fault("device", String.valueOf(e.getMessage()));
            return new DeviceKey("", "", "");
        }
    }

    private void requirePoint(Fields in, DeviceKey key, String point) {
        Device device = devices.get(key.toString());
        if (device != null && device.point(point) == null) {
            Set<String> known = new TreeSet<>();
            device.points().forEach(each -> known.add(each.id()));
            in.unknown("point", "the device has no point '" + point + "'", point, known);
        }
    }

    private static List<ReplayPhone> phones(Fields in) {
        var phones = new ArrayList<ReplayPhone>();
        var numbers = new HashSet<String>();
        for (Fields fields : in.mappings("phones", MAX_PHONES)) {
            String number = fields.value("number", "", ReplayCaseReader::number);
            if (!numbers.add(number)) {
                fields.fault("number", "'" + number + "' stands here a second time");
            }
            String person = fields.optionalText("person").orElse("");
            Behaviour behaviour = fields.optionalWord("behaviour", BEHAVIOURS, Behaviour.ignores());
            List<Answer> answers = answers(fields);
            if (!answers.isEmpty() && fields.has("behaviour")) {
                fields.fault("behaviour", "cannot stand beside 'answers'");
            }
            fields.finish();
            phones.add(new ReplayPhone(number, person, answers.isEmpty() ? behaviour : new Behaviour.Answers(answers)));
        }
        return phones;
    }

    private static List<Answer> answers(Fields in) {
        var answers = new ArrayList<Answer>();
        for (Fields fields : in.mappings("answers", 10)) {
            answers.add(
                    new Answer(fields.optionalValue("after", Duration.ZERO, DurationText::parse), fields.text("text")));
            fields.finish();
        }
        return answers;
    }

    private ReplayLabel label(Fields in, ZoneId zone) {
        var ids = new TreeSet<String>();
        rules.forEach(rule -> ids.add(rule.id()));
        String rule = in.text("rule");
        if (!rule.isEmpty() && !ids.isEmpty() && !ids.contains(rule)) {
            in.unknown("rule", "'" + rule + "' is not a rule of this case", rule, ids);
        }
        DeviceKey device = device(in);
        String point = in.optionalText("point").orElse(null);
        if (point != null) {
            requirePoint(in, device, point);
        }
        Instant from = in.value("from", Instant.EPOCH, text -> time(text, zone));
        Instant to = in.value("to", Instant.EPOCH, text -> time(text, zone));
        if (to.isBefore(from)) {
            in.fault("to", "is before 'from'");
        }
        Level level = in.has("level") ? in.word("level", LEVELS, Level.BLUE) : null;
        String note = in.optionalText("note").orElse("");
        in.finish();
        return new ReplayLabel(rule, device, point, from, to, level, note);
    }

    private static Map<String, Level> levels() {
        var levels = new HashMap<String, Level>();
        for (Level level : Level.values()) {
            levels.put(level.code(), level);
        }
        return Map.copyOf(levels);
    }

    private static String identifier(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_', '-' or '.'");
        }
        return text;
    }

    private static char separator(String text) {
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new IllegalArgumentException("must be one character, and no quote");
        }
        return text.charAt(0);
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a charset known here, such as UTF-8 or GB18030", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time zone such as Asia/Shanghai", e);
        }
    }

    private static String number(String text) {
        if (!text.matches("\\+?[0-9]{3,20}")) {
            throw new IllegalArgumentException("is not a phone number");
        }
        return text;
    }

    private static Instant time(String text, ZoneId zone) {
        try {
            return TimeForm.iso(text, zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time such as 2018-10-21T15:45", e);
        }
    }
}
