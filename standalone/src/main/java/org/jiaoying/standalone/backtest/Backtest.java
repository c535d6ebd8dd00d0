package org.jiaoying.standalone.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaoying.alerting.foresee.Chains;
import org.jiaoying.alerting.foresee.ForeseenWarning;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.foresee.WarningLoad;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.simulators.replay.ReplayLabel;
import org.jiaoying.simulators.replay.ReplayVerdict;
import org.jiaoying.stream.backtest.Found;
import org.jiaoying.stream.backtest.RecordedDetection;
import org.jiaoying.stream.backtest.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded data by rules, with the detection job itself, and foresees who would have been called.
 *
 * @param labels what ought to be found; null where nobody has said
 * @param baselines what is normal at points, for the rules that ask
 */
public record Backtest(
        String id,
        Text title,
        Collection<RegisterEntry> register,
        List<Rule> rules,
        Observations observations,
        RosterFile roster,
        @Nullable List<ReplayLabel> labels,
        List<Baseline> baselines) {
    private static final RosterFile NOBODY = RosterFile.EMPTY;

    public Backtest {
        rules = List.copyOf(rules);
        baselines = List.copyOf(baselines);
    }

    /** The same with what is normal at points. */
    public Backtest with(List<Baseline> normal) {
        return new Backtest(id, title, register, rules, observations, roster, labels, normal);
    }

    /** Of a case and its recorded file; the case's rules are those in force unless others are given. */
    public static Backtest of(ReplayCase recorded, Path csv, @Nullable List<Rule> others) {
        List<Rule> rules = others == null ? RuleParser.pack(recorded.id(), recorded.rules()) : others;
        RosterFile roster = recorded.roster().isEmpty() ? NOBODY : RosterFile.parse("roster", recorded.roster());
        return new Backtest(
                recorded.id(),
                recorded.title(),
                recorded.register().entries(),
                rules,
                new CaseRows(recorded, csv),
                roster,
                recorded.labels(),
                List.of());
    }

    /**
     * Of what the store of history holds, by what holds in a running system or is given instead.
     *
     * @param site null for all
     * @param from first instant inside
     * @param to first instant no longer inside
     */
    public static Backtest of(
            Archive archive, @Nullable SiteKey site, Instant from, Instant to, InForce inForce, RosterFile roster) {
        String where = site == null ? "全部场所" : site.toString();
        String whereInEnglish = site == null ? "all sites" : site.toString();
        return new Backtest(
                "history",
                new Text(
                        "历史 " + where + " " + from + " … " + to,
                        "History of " + whereInEnglish + ", " + from + " to " + to),
                inForce.at(site).register(),
                inForce.rules(),
                StoredPast.of(archive, site, from, to),
                roster,
                null,
                inForce.baselines());
    }

    /** Runs it on a Flink of its own. */
    public BacktestReport run(int parallelism) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (RecordedDetection detection = RecordedDetection.start(parallelism);
                Stream<ObservationEntry> recorded = observations.open()) {
            var seen = new Seen();
            Found found = detection.run(
                    Recording.of(register, rules, recorded.peek(seen::note)).with(baselines));
            return report(found, seen, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private BacktestReport report(Found found, Seen seen, Duration took) {
        List<TracedBreach> breaches = TracedBreach.of(found.transitions());
        List<ForeseenWarning> warnings = ForeseenWarning.of(breaches, seen.to, new Chains(roster));
        var zones = new HashMap<SiteKey, ZoneId>();
        var names = new HashMap<String, Text>();
        for (RegisterEntry entry : register) {
            if (entry instanceof Site site) {
                zones.put(site.key(), site.timeZone());
                names.put(site.key().toString(), site.name());
            } else if (entry instanceof Device device) {
                names.put(device.key().toString(), device.name());
                device.points()
                        .forEach(point -> names.put(device.key() + "/" + point.id(), name(device, point.name())));
            }
        }
        return new BacktestReport(
                id,
                title,
                seen.from,
                seen.to,
                seen.messages,
                rules.size(),
                breaches,
                warnings,
                WarningLoad.of(warnings, Duration.between(seen.from, seen.to)),
                labels == null ? null : ReplayVerdict.of(labels, found.transitions()),
                found.ruleFaults(),
                Map.of(),
                took,
                zones,
                names);
    }

    private static Text name(Device device, Text point) {
        return new Text(device.name().zh() + " " + point.zh(), device.name().en() + " " + point.en());
    }

    /** The curves of points, gone through once more: only now is it known which are worth a picture. */
    void draw(Map<String, List<Curve>> curves) throws IOException {
        try (Stream<ObservationEntry> recorded = observations.open()) {
            recorded.forEach(entry -> {
                if (entry instanceof ObservationEntry.Message taken) {
                    String device = taken.message().device().toString();
                    taken.message().observations().forEach(observation -> {
                        if (observation instanceof org.jiaoying.domain.observe.Reading reading) {
                            curves.getOrDefault(device + "/" + reading.point(), List.of())
                                    .forEach(curve -> curve.add(reading.at(), reading.value()));
                        }
                    });
                }
            });
        }
    }

    /** What went by; on the thread of the job's source, read when the job is over. */
    private static final class Seen {
        volatile Instant from = Instant.EPOCH;
        volatile Instant to = Instant.EPOCH;
        volatile long messages;

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        void note(ObservationEntry entry) {
            if (entry instanceof ObservationEntry.Heartbeat heartbeat) {
                from = to.equals(Instant.EPOCH) ? heartbeat.at() : from;
                to = heartbeat.at();
            } else {
                messages++;
            }
        }
    }
}
