package org.jiaoying.standalone.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.simulators.phones.PhoneView;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.simulators.replay.ReplayCounts;
import org.jiaoying.simulators.replay.ReplayVerdict;
import org.jiaoying.standalone.assemble.Assembly;

/**
 * What a replay sent, and what came of it.
 *
 * @param counts of the recorded file
 * @param published messages the broker took
 * @param accepted observations in the log, by where their time comes from
 * @param refused messages and values, by code
 * @param texts that phones received and sent, by time
 * @param span of the data
 * @param took on the wall
 */
public record ReplayReport(
        String caseId,
        ReplayCounts counts,
        long published,
        Map<TimeBasis, Long> accepted,
        Map<String, Long> refused,
        List<BreachTransition> transitions,
        ReplayVerdict verdict,
        List<PhoneText> texts,
        Duration span,
        Duration took) {

    /** A text that a simulated phone received, or that its person sent. */
    public record PhoneText(Instant at, String number, String person, boolean received, String text) {}

    static ReplayReport of(
            ReplayCase replayed, Assembly system, ReplayCounts counts, long published, Duration span, Duration took) {
        LogTally tally = LogTally.of(system.logServers());
        return new ReplayReport(
                replayed.id(),
                counts,
                published,
                tally.accepted(),
                tally.refused(),
                tally.transitions(),
                ReplayVerdict.of(replayed.labels(), tally.transitions()),
                texts(system.smsCenter().phones()),
                span,
                took);
    }

    private static List<PhoneText> texts(List<PhoneView> phones) {
        var texts = new ArrayList<PhoneText>();
        for (PhoneView phone : phones) {
            phone.messages()
                    .forEach(text ->
                            texts.add(new PhoneText(text.at(), phone.number(), phone.person(), true, text.text())));
            phone.replies()
                    .forEach(text ->
                            texts.add(new PhoneText(text.at(), phone.number(), phone.person(), false, text.text())));
        }
        texts.sort(Comparator.comparing(PhoneText::at));
        return texts;
    }

    /** How many times as fast as the data it ran. */
    public double speed() {
        return took.isZero() ? 0 : (double) span.toMillis() / took.toMillis();
    }

    /** As maps and lists, for JSON. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("case", caseId);
        document.put("rows", counts.rows());
        document.put("backwardTimestamps", counts.backward());
        document.put("repeatedTimestamps", counts.repeated());
        document.put("badRows", counts.badRows());
        document.put("badValues", counts.badValues());
        document.put("published", published);
        document.put(
                "accepted",
                accepted.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().name().toLowerCase(Locale.ROOT),
                                Map.Entry::getValue,
                                Long::sum,
                                LinkedHashMap::new)));
        document.put("refused", refused);
        document.put("breaches", transitions.stream().map(ReplayReport::step).toList());
        document.put("found", verdict.found().size());
        document.put("missed", verdict.missed().size());
        document.put("unexpected", verdict.unexpected().size());
        document.put("texts", texts.stream().map(ReplayReport::text).toList());
        document.put("tookSeconds", took.toMillis() / 1000.0);
        document.put("timesAsFastAsTheData", Math.round(speed()));
        return document;
    }

    private static Map<String, Object> step(BreachTransition step) {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", step.breachId());
        document.put("change", step.change().name().toLowerCase(Locale.ROOT));
        document.put("rule", step.ruleId());
        document.put("device", step.device().toString());
        document.put("point", step.point());
        document.put("level", step.level().code());
        document.put("at", step.at().toString());
        document.put("value", step.value());
        document.put("limit", step.limit());
        document.put("late", step.late());
        return document;
    }

    private static Map<String, Object> text(PhoneText text) {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", text.at().toString());
        document.put("number", text.number());
        document.put("person", text.person());
        document.put(text.received() ? "received" : "sent", text.text());
        return document;
    }

    /** For a reader: each line in Chinese, then in English. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(("%s：%d 行，%d 天的数据用 %d 秒回放，快 %,d 倍。" + "%2$d rows, %3$d days of data in %4$d s, %5$,d times as fast.")
                .formatted(caseId, counts.rows(), span.toDays(), took.toSeconds(), Math.round(speed())));
        lines.add(("时间倒退 %d 行，重复 %d 行，无法读取 %d 行。"
                        + "%1$d timestamps run backwards, %2$d repeat, %3$d rows cannot be read.")
                .formatted(counts.backward(), counts.repeated(), counts.badRows()));
        lines.add("接收 Accepted: %s；拒收 refused: %s".formatted(accepted, refused));
        transitions.forEach(step -> lines.add("  %s %s %s %s　%s"
                .formatted(
                        step.at(),
                        step.change(),
                        step.level().text().zh(),
                        step.reason().zh(),
                        step.reason().en())));
        texts.forEach(text -> lines.add("  %s %s %s %s %s"
                .formatted(text.at(), text.person(), text.number(), text.received() ? "←" : "→", text.text())));
        lines.add(("应发现 %d，发现 %d，漏 %d，误报 %d。" + "%1$d ought to be found: %2$d found, %3$d missed, %4$d false.")
                .formatted(
                        verdict.found().size() + verdict.missed().size(),
                        verdict.found().size(),
                        verdict.missed().size(),
                        verdict.unexpected().size()));
        return lines;
    }
}
