package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.Selector;
import org.jspecify.annotations.Nullable;

/** Finds the rules that judge a device, and looks their limits up. To add a kind of rule: a case in {@link #plan}. */
public final class Planner {
    private final Device device;
    private final @Nullable Site site;
    private final @Nullable Enterprise enterprise;
    private final Function<String, @Nullable Baseline> baselines;
    private final Map<String, List<Watch>> watches = new HashMap<>();
    private final List<SilenceWatch> silences = new ArrayList<>();
    private final List<DevicePlan.Unresolved> unresolved = new ArrayList<>();
    private final Wanted wanted = new Wanted();

    private Planner(
            Device device,
            @Nullable Site site,
            @Nullable Enterprise enterprise,
            Function<String, @Nullable Baseline> baselines) {
        this.device = device;
        this.site = site;
        this.enterprise = enterprise;
        this.baselines = baselines;
    }

    /**
     * @param device null while the register does not have it: nothing judges it
     * @param site likewise null while unknown: its attributes and windows are missing
     */
    public static DevicePlan plan(
            @Nullable Device device,
            @Nullable Site site,
            @Nullable Enterprise enterprise,
            Collection<VersionedRule> rules) {
        return plan(device, site, enterprise, rules, none -> null);
    }

    /** @param baselines what is normal at a point, by its key; null where nothing is learned */
    public static DevicePlan plan(
            @Nullable Device device,
            @Nullable Site site,
            @Nullable Enterprise enterprise,
            Collection<VersionedRule> rules,
            Function<String, @Nullable Baseline> baselines) {
        if (device == null) {
            return DevicePlan.NOTHING;
        }
        var planner = new Planner(device, site, enterprise, baselines);
        rules.forEach(planner::plan);
        return new DevicePlan(
                planner.watches, List.copyOf(planner.silences), List.copyOf(planner.unresolved), planner.wanted);
    }

    private void plan(VersionedRule versioned) {
        Rule rule = versioned.rule();
        if (SiteKinds.judges(rule.condition())) {
            boolean fits = SiteKinds.looksAround(rule.condition())
                    ? site != null && fits(rule.selector(), site)
                    : fits(rule.selector(), device, site);
            if (fits) {
                SiteKinds.want(rule, device, wanted);
            }
            if (!(rule.condition() instanceof Condition.Tamper)) {
                return;
            }
        }
        for (Subject subject : subjects(rule.selector())) {
            Condition condition = rule.condition();
            Look look = new Look(subject);
            if (condition instanceof Condition.Absence absence) {
                silence(versioned, absence, subject, look);
            } else if (condition instanceof Condition.Threshold threshold) {
                threshold(versioned, threshold, subject, look);
            } else if (condition instanceof Condition.Rate rate) {
                rate(versioned, rate, subject, look);
            } else if (condition instanceof Condition.Baseline baseline) {
                baseline(versioned, baseline, subject, look);
            } else if (condition instanceof Condition.Creep creep) {
                creep(versioned, creep, subject, look);
            } else if (condition instanceof Condition.Tamper tamper) {
                tamper(versioned, tamper, subject, look);
            }
            look.faults.forEach(why ->
                    unresolved.add(new DevicePlan.Unresolved(rule.id(), versioned.version(), subject.key(), why)));
        }
    }

    private List<Subject> subjects(Selector selector) {
        if (!fits(selector, device, site)) {
            return List.of();
        }
        Stream<Subject> subjects = selector.judgesPoints()
                ? device.points().stream()
                        .filter(point ->
                                fits(selector.quantity(), point.quantity()) && fits(selector.point(), point.id()))
                        .map(point -> new Subject(device, point, site, enterprise))
                : Stream.of(new Subject(device, null, site, enterprise));
        return subjects.filter(subject -> subject.has(selector.where())).toList();
    }

    /** Whether a device is one that a rule may judge; what the rule asks of attributes is not looked at. */
    static boolean fits(Selector selector, Device device, @Nullable Site site) {
        return fits(selector.enterprise(), device.key().enterprise())
                && fits(selector.site(), device.key().site())
                && fits(selector.device(), device.key().device())
                && fits(selector.deviceKind(), device.kind())
                && (selector.siteKind() == null
                        || (site != null && selector.siteKind().equals(site.kind())));
    }

    /** Whether a site is one that a rule may judge. */
    static boolean fits(Selector selector, Site site) {
        return fits(selector.enterprise(), site.key().enterprise())
                && fits(selector.site(), site.key().site())
                && fits(selector.siteKind(), site.kind());
    }

    private static boolean fits(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private void silence(VersionedRule versioned, Condition.Absence absence, Subject subject, Look look) {
        Duration after = look.up(absence.after(), Amounts::duration);
        Duration plannedAtMost = look.up(absence.plannedAtMost(), Amounts::duration);
        if (after == null || plannedAtMost == null) {
            return;
        }
        List<DeclaredWindow> planned = Planned.windows(allWindows(), absence.planned(), plannedAtMost);
        silence(versioned.rule(), versioned.version(), absence, after, subject, planned);
        if (!planned.isEmpty()) {
            silence(Planned.twin(versioned.rule()), versioned.version(), absence, after, subject, planned);
        }
    }

    private void silence(
            Rule rule,
            int version,
            Condition.Absence absence,
            Duration after,
            Subject subject,
            List<DeclaredWindow> planned) {
        silences.add(
                new SilenceWatch(rule, version, absence.level(), after.toMillis(), subject, holdsFrom(rule), planned));
    }

    private void threshold(VersionedRule versioned, Condition.Threshold threshold, Subject subject, Look look) {
        boolean above = threshold.side() == Condition.Side.ABOVE;
        Ladder ladder = look.ladder(above, threshold.exclusive(), threshold.levels(), threshold.clear());
        Duration hold = look.up(threshold.holdFor(), Amounts::duration);
        Integer times = look.up(threshold.times(), Amounts::count);
        Duration within = threshold.within() == null ? Duration.ZERO : look.up(threshold.within(), Amounts::duration);
        if (ladder == null || hold == null || times == null || within == null) {
            return;
        }
        Detector detector = new ThresholdDetector(ladder);
        if (!hold.isZero()) {
            detector = new SustainedDetector(ladder, hold.toMillis());
        } else if (times > 1) {
            detector = new CountedDetector(ladder, times, within.toMillis());
        }
        Map<String, Text> places = Map.of(
                "for", Text.same(DurationText.format(hold)),
                "times", Text.same(times.toString()),
                "within", Text.same(DurationText.format(within)));
        Duration merge = look.up(threshold.merge(), Amounts::duration);
        Duration plannedAtMost = look.up(threshold.plannedAtMost(), Amounts::duration);
        if (merge != null && plannedAtMost != null) {
            List<DeclaredWindow> planned = Planned.windows(allWindows(), threshold.planned(), plannedAtMost);
            calmly(versioned, merged(detector, merge), subject, subject.unit(), places, planned);
        }
    }

    private static Detector merged(Detector detector, Duration merge) {
        return merge.isZero() ? detector : new MergingDetector(detector, merge.toMillis());
    }

    /** Judges, and only records while work is planned. */
    private void calmly(
            VersionedRule versioned,
            Detector detector,
            Subject subject,
            String unit,
            Map<String, Text> places,
            List<DeclaredWindow> planned) {
        watch(versioned, detector, subject, unit, places, planned);
        if (!planned.isEmpty() && !Planned.recordsOnly(versioned.rule())) {
            Rule twin = Planned.twin(versioned.rule());
            recordInWindows(twin, versioned.version(), detector, subject, unit, places, planned);
        }
    }

    /** What is found while work is planned: recorded under the twin of the rule, which warns nobody. */
    private void recordInWindows(
            Rule twin,
            int version,
            Detector detector,
            Subject subject,
            String unit,
            Map<String, Text> places,
            List<DeclaredWindow> planned) {
        Point point = subject.point();
        if (point != null) {
            watches.computeIfAbsent(point.id(), none -> new ArrayList<>(2))
                    .add(new Watch(
                            twin, version, detector, subject, unit, places, holdsFrom(twin), planned, List.of()));
        }
    }

    private void rate(VersionedRule versioned, Condition.Rate rate, Subject subject, Look look) {
        Ladder ladder = look.ladder(true, false, rate.levels(), rate.clear());
        Duration window = look.up(rate.window(), Amounts::duration);
        Integer samples = look.up(rate.samples(), Amounts::count);
        Duration merge = look.up(rate.merge(), Amounts::duration);
        Duration plannedAtMost = look.up(rate.plannedAtMost(), Amounts::duration);
        if (ladder == null || window == null || samples == null || window.isZero()) {
            return;
        }
        if (merge == null || plannedAtMost == null) {
            return;
        }
        double sign = rate.direction() == Condition.Direction.RISE ? 1 : -1;
        String per = DurationText.format(rate.per());
        Map<String, Text> places = Map.of("per", Text.same(per), "window", Text.same(DurationText.format(window)));
        // "1h" reads as "/h", "30m" as "/30m".
        String unit = subject.unit() + "/" + (per.matches("1[a-z]+") ? per.substring(1) : per);
        var detector =
                RateDetector.of(ladder, sign, window.toMillis(), rate.per().toMillis(), samples);
        List<DeclaredWindow> planned = Planned.windows(allWindows(), rate.planned(), plannedAtMost);
        calmly(versioned, merged(detector, merge), subject, unit, places, planned);
    }

    private void baseline(VersionedRule versioned, Condition.Baseline condition, Subject subject, Look look) {
        Point point = subject.point();
        Ladder ladder = look.ladder(true, false, condition.levels(), condition.clear());
        Integer times = look.up(condition.times(), Amounts::count);
        Integer of = look.up(condition.of(), Amounts::count);
        if (point == null || ladder == null || times == null || of == null) {
            return;
        }
        Baseline normal = baselines.apply(Baseline.key(device.key(), point.id()));
        if (normal == null) {
            look.faults.add("no baseline is learned");
            return;
        }
        Double least = look.given(condition.least(), Amounts::number);
        var detector = new BaselineDetector(
                ladder, condition.side(), normal, allWindows(), times, Math.max(times, of), least == null ? 0 : least);
        Map<String, Text> places = Map.of("times", Text.same(times.toString()), "of", Text.same(of.toString()));
        watch(versioned, detector, subject, "σ", places);
    }

    private void creep(VersionedRule versioned, Condition.Creep creep, Subject subject, Look look) {
        Ladder ladder = look.ladder(true, false, creep.levels(), creep.clear());
        Duration window = look.up(creep.window(), Amounts::duration);
        Integer windows = look.up(creep.windows(), Amounts::count);
        Duration uniform = look.up(creep.uniform(), Amounts::duration);
        Duration horizon = look.up(creep.horizon(), Amounts::duration);
        if (ladder == null || window == null || windows == null || uniform == null || horizon == null) {
            return;
        }
        if (window.isZero()) {
            look.faults.add("the window is 0");
            return;
        }
        Double known = look.given(creep.uniformVelocity(), Amounts::number);
        Double noise = look.given(creep.noise(), Amounts::number);
        var detector = new CreepDetector(
                ladder,
                window.toMillis(),
                Math.min(Math.max(windows, CreepDetector.MIN_WINDOWS), CreepDetector.MAX_WINDOWS),
                (int) Math.max(CreepDetector.MIN_STAGE, Math.min(uniform.dividedBy(window), CreepDetector.MAX_STAGE)),
                known == null ? Double.NaN : known / Duration.ofDays(1).toMillis(),
                noise == null ? 0 : noise,
                horizon.toMillis());
        Map<String, Text> places = Map.of("window", Text.same(DurationText.format(window)));
        watch(versioned, detector, subject, "°", places);
    }

    /** The signs that one point shows by itself; the others need the site. */
    private void tamper(VersionedRule versioned, Condition.Tamper tamper, Subject subject, Look look) {
        Detector detector = TamperKind.ofOnePoint(tamper, look::up);
        if (detector != null) {
            watch(versioned, detector, subject, subject.unit(), Map.of());
        }
    }

    private void watch(
            VersionedRule versioned, Detector detector, Subject subject, String unit, Map<String, Text> places) {
        watch(versioned, detector, subject, unit, places, List.of());
    }

    private void watch(
            VersionedRule versioned,
            Detector detector,
            Subject subject,
            String unit,
            Map<String, Text> places,
            List<DeclaredWindow> planned) {
        Point point = subject.point();
        if (point != null) {
            Rule rule = versioned.rule();
            watches.computeIfAbsent(point.id(), none -> new ArrayList<>(2))
                    .add(new Watch(
                            rule,
                            versioned.version(),
                            detector,
                            subject,
                            unit,
                            places,
                            holdsFrom(rule),
                            windows(rule),
                            planned));
        }
    }

    private long holdsFrom(Rule rule) {
        return rule.holdsFrom()
                .atStartOfDay(site == null ? ZoneOffset.UTC : site.timeZone())
                .toInstant()
                .toEpochMilli();
    }

    private @Nullable List<DeclaredWindow> windows(Rule rule) {
        if (rule.during() == null) {
            return null;
        }
        return allWindows().stream()
                .filter(window -> window.kind().equals(rule.during()))
                .toList();
    }

    /** Of the device, then of its site. */
    private List<DeclaredWindow> allWindows() {
        List<DeclaredWindow> ofSite = site == null ? List.of() : site.windows();
        return Stream.concat(device.windows().stream(), ofSite.stream()).toList();
    }
}
