package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.standalone.backtest.Backtest;
import org.jiaoying.standalone.backtest.InForce;
import org.jiaoying.standalone.backtest.StoredHistory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stretch of the stored history is judged, and by what. */
final class HistorySource {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description =
                    "从存储的历史中，从这个时间起（JY_HISTORY_* 指明存储）。From this time on, in the stored history (named by JY_HISTORY_*).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "到这个时间之前；默认到现在。Up to, and without, this time; by default now.")
    private @Nullable String to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "时间未带时区时所用；默认 ${DEFAULT-VALUE}。Zone of times without an offset; by default ${DEFAULT-VALUE}.")
    private ZoneId zone;

    @Option(
            names = "--site",
            paramLabel = "ENTERPRISE/SITE",
            description = "只看这个场所；默认全部。This site only; by default all.")
    private @Nullable String site;

    @Option(
            names = "--register",
            paramLabel = "FILE",
            description = "改用这个台账文件，而不是运行中系统的台账。This register file instead of the running system's register.")
    private @Nullable Path register;

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "值班表文件，用来推算会叫谁。A roster file: who would have been called.")
    private @Nullable Path roster;

    /**
     * Finds all it needs.
     *
     * @param rules null for those of the running system
     * @param now beyond which there is no past
     */
    Backtest backtest(StoredHistory store, @Nullable List<Rule> rules, Instant now, PrintWriter err)
            throws IOException {
        Instant end = to == null ? now : Moment.parse("--to", to, zone);
        return Backtest.of(
                store.archive(),
                site == null ? null : SiteKey.parse(site),
                Moment.parse("--from", from, zone),
                end.isAfter(now) ? now : end,
                inForce(store.kafka(), rules, err),
                roster == null ? RosterFile.EMPTY : RosterFile.parse(roster.toString(), Files.readString(roster)));
    }

    private InForce inForce(String kafka, @Nullable List<Rule> rules, PrintWriter err) throws IOException {
        var registered = register == null
                ? null
                : RegisterFile.parse(register.toString(), Files.readString(register))
                        .entries();
        if (registered != null && rules != null) {
            return new InForce(registered, rules, List.of(), List.of());
        }
        InForce running = InForce.of(kafka);
        running.unread().forEach(entry -> err.println("不可读，略过。Cannot be read, left out: " + entry));
        return new InForce(
                registered == null ? running.register() : registered,
                rules == null ? running.rules() : rules,
                running.baselines(),
                running.unread());
    }
}
