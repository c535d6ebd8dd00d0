package org.jiaoying.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.foresee.ForeseenCall;
import org.jiaoying.alerting.foresee.ForeseenWarning;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.foresee.WarningLoad;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.simulators.replay.ReplayLabel;
import org.jiaoying.simulators.replay.ReplayVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param from of the data
 * @param to of the data
 * @param messages that were judged
 * @param rules that were in force
 * @param breaches by time of opening
 * @param loads by person
 * @param verdict null where nothing was labelled
 * @param took on the wall
 * @param zones time zone of each site
 * @param names of devices and points, by their keys
 */
public record BacktestReport(
        String id,
        Text title,
        Instant from,
        Instant to,
        long messages,
        int rules,
        List<TracedBreach> breaches,
        List<ForeseenWarning> warnings,
        List<WarningLoad> loads,
        @Nullable ReplayVerdict verdict,
        List<RuleFault> ruleFaults,
        Map<String, Long> refused,
        Duration took,
        Map<SiteKey, ZoneId> zones,
        Map<String, Text> names) {

    /** Whether nothing was missed and nothing found that is not labelled; true where nothing was labelled. */
    public boolean asLabelled() {
        return verdict == null || verdict.perfect();
    }

    /** How long before its end a label was found. */
    Duration lead(ReplayLabel label) {
        return breaches.stream()
                .map(TracedBreach::opened)
                .filter(opened -> !opened.late() && label.isMetBy(opened))
                .map(opened -> Duration.between(opened.at(), label.to()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** As maps and lists, for JSON. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("case", id);
        document.put("from", from.toString());
        document.put("to", to.toString());
        document.put("messages", messages);
        document.put("rules", rules);
        document.put("breaches", breaches.stream().map(this::breach).toList());
        document.put("warnings", warnings.stream().map(BacktestReport::warning).toList());
        document.put("load", loads.stream().map(BacktestReport::load).toList());
        ReplayVerdict judged = verdict;
        if (judged != null) {
            document.put("found", judged.found().stream().map(this::found).toList());
            document.put(
                    "missed",
                    judged.missed().stream().map(BacktestReport::label).toList());
            document.put(
                    "unexpected",
                    judged.unexpected().stream().map(BreachTransition::breachId).toList());
        }
        document.put(
                "ruleFaults",
                ruleFaults.stream()
                        .map(fault -> Map.of("rule", fault.ruleId(), "code", fault.code(), "reason", fault.reason()))
                        .toList());
        document.put("refused", refused);
        document.put("tookSeconds", took.toMillis() / 1000.0);
        return document;
    }

    private Map<String, Object> breach(TracedBreach breach) {
        BreachTransition opened = breach.opened();
        var document = new LinkedHashMap<String, Object>();
        document.put("id", opened.breachId());
        document.put("rule", opened.ruleId());
        document.put("hazard", opened.hazard().code());
        document.put("subject", breach.subject());
        document.put("peak", breach.peak().code());
        document.put("late", opened.late());
        document.put("open", breach.cleared() == null);
        document.put(
                "reason",
                Map.of("zh", opened.reason().zh(), "en", opened.reason().en()));
        document.put("steps", breach.steps().stream().map(BacktestReport::step).toList());
        return document;
    }

    private static Map<String, Object> step(BreachTransition step) {
        var document = new LinkedHashMap<String, Object>();
        document.put("change", step.change().name().toLowerCase(java.util.Locale.ROOT));
        document.put("level", step.level().code());
        document.put("at", step.at().toString());
        document.put("detectedAt", step.detectedAt().toString());
        document.put("value", step.value());
        document.put("limit", step.limit());
        return document;
    }

    private static Map<String, Object> warning(ForeseenWarning warning) {
        var document = new LinkedHashMap<String, Object>();
        document.put("site", warning.site().toString());
        document.put("hazard", warning.hazard().code());
        document.put("peak", warning.peak().code());
        document.put("from", warning.from().toString());
        document.put("until", warning.until().toString());
        document.put(
                "breaches",
                warning.breaches().stream()
                        .map(breach -> breach.opened().breachId())
                        .toList());
        document.put("calls", warning.calls().stream().map(BacktestReport::call).toList());
        return document;
    }

    private static Map<String, Object> call(ForeseenCall call) {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", call.at().toString());
        document.put("tier", call.tier());
        document.put("person", call.person());
        document.put("ifNobodyAnswers", !call.atOnce());
        return document;
    }

    private static Map<String, Object> load(WarningLoad load) {
        var document = new LinkedHashMap<String, Object>();
        document.put("person", load.person());
        document.put("notifications", load.notifications());
        document.put("mostInTenMinutes", load.most());
        document.put("perTenMinutes", load.perTenMinutes());
        document.put("shareOfTimeInFlood", load.flooded());
        document.put("bearable", load.bearable());
        return document;
    }

    private Map<String, Object> found(ReplayLabel label) {
        Map<String, Object> document = label(label);
        document.put("leadSeconds", lead(label).toSeconds());
        return document;
    }

    private static Map<String, Object> label(ReplayLabel label) {
        var document = new LinkedHashMap<String, Object>();
        document.put("rule", label.rule());
        document.put("device", label.device().toString());
        document.put("from", label.from().toString());
        document.put("to", label.to().toString());
        document.put("note", label.note());
        return document;
    }

    long breachesUpTo(Level level) {
        return breaches.stream().filter(breach -> breach.peak() == level).count();
    }

    /** For a reader: each line in Chinese, then in English. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(("%s：%s 至 %s，%,d 条消息，%d 条规则，用时 %.1f 秒。"
                        + "%1$s: %2$s to %3$s, %4$,d messages, %5$d rules, took %6$.1f s.")
                .formatted(id, from, to, messages, rules, took.toMillis() / 1000.0));
        lines.add("越限 %d，预警 %d。%1$d breaches, %2$d warnings.".formatted(breaches.size(), warnings.size()));
        for (ForeseenWarning warning : warnings) {
            BreachTransition first = warning.breaches().get(0).opened();
            lines.add("  %s %s %s　%s"
                    .formatted(
                            warning.from(),
                            warning.peak().text().zh(),
                            first.reason().zh(),
                            first.reason().en()));
        }
        for (WarningLoad load : loads) {
            lines.add(("  %s：%d 次，10 分钟内最多 %d 次，洪泛时间 %.2f%%。"
                            + "%2$d calls, at most %3$d in 10 minutes, %4$.2f %% of the time in flood.")
                    .formatted(load.person(), load.notifications(), load.most(), 100 * load.flooded()));
        }
        ruleFaults.forEach(
                fault -> lines.add("  规则 rule %s %s: %s".formatted(fault.ruleId(), fault.code(), fault.reason())));
        ReplayVerdict judged = verdict;
        if (judged != null) {
            lines.add(("应发现 %d，发现 %d，漏 %d，误报 %d。" + "%1$d ought to be found: %2$d found, %3$d missed, %4$d false.")
                    .formatted(
                            judged.found().size() + judged.missed().size(),
                            judged.found().size(),
                            judged.missed().size(),
                            judged.unexpected().size()));
            judged.found()
                    .forEach(label -> lines.add(
                            "  %s %s：提前 lead %s".formatted(label.rule(), label.from(), Words.duration(lead(label)))));
        }
        return lines;
    }
}
