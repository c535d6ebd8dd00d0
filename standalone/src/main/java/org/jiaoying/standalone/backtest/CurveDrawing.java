package org.jiaoying.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.simulators.replay.ReplayLabel;

/** Draws one curve as SVG: breaches as bands in the colour of their level, each with its number; what ought to be found below. */
final class CurveDrawing {
    private static final int WIDTH = 1120;
    private static final int LEFT = 64;
    private static final int TOP = 22;
    private static final int PLOT = 170;
    private static final int HEIGHT = 236;
    private static final int TICKS = 7;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30),
            Duration.ofDays(60),
            Duration.ofDays(180),
            Duration.ofDays(365));

    private final Curve curve;
    private final ZoneId zone;
    private final StringBuilder svg = new StringBuilder();
    private final double low;
    private final double high;

    private CurveDrawing(Curve curve, List<TracedBreach> breaches, String unit, ZoneId zone) {
        this.curve = curve;
        this.zone = zone;
        var values = new TreeSet<Double>(List.of(curve.leastOfAll(), curve.greatestOfAll()));
        limits(breaches, unit).forEach(values::add);
        double margin = Math.max((values.last() - values.first()) * 0.06, Math.abs(values.last()) * 1e-3 + 1e-9);
        this.low = values.first() - margin;
        this.high = values.last() + margin;
    }

    /**
     * Draws.
     *
     * @param breaches of this subject
     * @param labels of this subject
     * @param number of a breach in the list
     * @param unit limits in another unit, such as those of a rate, have no place in the picture
     */
    static String svg(
            Curve curve,
            List<TracedBreach> breaches,
            List<ReplayLabel> labels,
            ToIntFunction<TracedBreach> number,
            String unit,
            ZoneId zone,
            Instant end) {
        var drawing = new CurveDrawing(curve, breaches, unit, zone);
        drawing.begin();
        labels.forEach(drawing::label);
        breaches.forEach(breach -> drawing.band(breach, end));
        drawing.axes();
        limits(breaches, unit).forEach(drawing::limit);
        drawing.line();
        breaches.forEach(breach -> drawing.mark(breach, number.applyAsInt(breach)));
        return drawing.svg.append("</svg>\n").toString();
    }

    private static TreeSet<Double> limits(List<TracedBreach> breaches, String unit) {
        var limits = new TreeSet<Double>();
        for (TracedBreach breach : breaches) {
            for (BreachTransition step : breach.steps()) {
                Double limit = step.limit();
                if (limit != null && step.unit().equals(unit)) {
                    limits.add(limit);
                }
            }
        }
        return limits;
    }

    private void begin() {
        put("<svg viewBox=\"0 0 %d %d\" role=\"img\" class=\"curve\">%n", WIDTH, HEIGHT);
        put("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"plot\"/>%n", LEFT, TOP, WIDTH - LEFT, PLOT);
    }

    private void label(ReplayLabel label) {
        double from = x(label.from());
        double to = x(label.to());
        if (to >= LEFT && from <= WIDTH) {
            double left = Math.max(LEFT, from);
            put(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"7\" class=\"label\"><title>%s</title></rect>%n",
                    left, TOP + PLOT + 1, Math.max(3, Math.min(WIDTH, to) - left), Html.escape(label.note()));
        }
    }

    /** In the colour of the level that held at the time. */
    private void band(TracedBreach breach, Instant end) {
        List<BreachTransition> steps = breach.steps();
        for (int i = 0; i < steps.size(); i++) {
            BreachTransition step = steps.get(i);
            Instant until = i + 1 < steps.size() ? steps.get(i + 1).at() : breach.until(end);
            double from = Math.max(LEFT, x(step.at()));
            double to = Math.min(WIDTH, x(until));
            if (step.change() != BreachTransition.Change.CLEARED && to >= LEFT && from <= WIDTH) {
                put(
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"band %s\"/>%n",
                        from,
                        TOP,
                        Math.max(i == 0 ? 2.5 : 0, to - from),
                        PLOT,
                        step.level().code());
            }
        }
    }

    private void axes() {
        double valueStep = round((high - low) / 4);
        for (double value = Math.ceil(low / valueStep) * valueStep; value <= high; value += valueStep) {
            put("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\" class=\"grid\"/>%n", LEFT, WIDTH, y(value));
            put("<text x=\"%d\" y=\"%.1f\" class=\"y\">%s</text>%n", LEFT - 6, y(value) + 4, Words.number(value));
        }
        Duration whole = Duration.between(curve.from(), curve.to());
        Duration step = STEPS.stream()
                .filter(each -> whole.dividedBy(TICKS).compareTo(each) <= 0)
                .findFirst()
                .orElse(Duration.ofDays(1 + whole.toDays() / TICKS));
        boolean days = step.compareTo(Duration.ofDays(1)) >= 0;
        var format = DateTimeFormatter.ofPattern(days ? "yyyy-MM-dd" : "MM-dd HH:mm");
        ZonedDateTime day = curve.from().atZone(zone).truncatedTo(ChronoUnit.DAYS);
        for (ZonedDateTime at = day; at.toInstant().isBefore(curve.to()); at = at.plus(step)) {
            double x = x(at.toInstant());
            if (x >= LEFT && x < WIDTH - 70) {
                put("<line x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\" class=\"grid\"/>%n", x, TOP, TOP + PLOT);
                put("<text x=\"%.1f\" y=\"%d\" class=\"x\">%s</text>%n", x + 2, HEIGHT - 22, format.format(at));
            }
        }
    }

    /** The nearest of 1, 2 and 5 times a power of ten. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double share = step / power;
        return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
    }

    private void limit(double limit) {
        put("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\" class=\"limit\"/>%n", LEFT, WIDTH, y(limit));
        put(
                "<text x=\"%d\" y=\"%.1f\" class=\"limit-word\">限值 limit %s</text>%n",
                LEFT + 6, y(limit) - 4, Words.number(limit));
    }

    /** From column to column; where columns are empty for much longer than usual, nothing was measured. */
    private void line() {
        int usual = usualGap();
        var path = new StringBuilder();
        int last = -1;
        for (int column = 0; column < curve.columns(); column++) {
            if (curve.has(column)) {
                double x = LEFT + (column + 0.5) * (WIDTH - LEFT) / curve.columns();
                boolean apart = last < 0 || column - last > 4 * usual;
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", apart ? "M" : "L", x, y(curve.greatest(column))));
                if (curve.least(column) < curve.greatest(column)) {
                    path.append(String.format(Locale.ROOT, "V%.1f", y(curve.least(column))));
                }
                last = column;
            }
        }
        put("<path d=\"%s\" class=\"line\"/>%n", path);
    }

    private int usualGap() {
        int filled = 0;
        for (int column = 0; column < curve.columns(); column++) {
            filled += curve.has(column) ? 1 : 0;
        }
        return Math.max(1, curve.columns() / Math.max(1, filled));
    }

    private void mark(TracedBreach breach, int number) {
        double x = x(breach.opened().at());
        if (x >= LEFT && x <= WIDTH) {
            put(
                    "<g class=\"mark %s\"><path d=\"M%.1f %d l-6 -9 h12 z\"/><text x=\"%.1f\" y=\"%d\">%d</text></g>%n",
                    breach.peak().code(), x, TOP, x, TOP - 11, number);
        }
    }

    private double x(Instant at) {
        return LEFT + curve.share(at) * (WIDTH - LEFT);
    }

    private double y(double value) {
        return TOP + PLOT * (high - value) / (high - low);
    }

    private void put(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
