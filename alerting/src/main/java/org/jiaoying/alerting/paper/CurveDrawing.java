package org.jiaoying.alerting.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the strokes and words of a curve stand on a sheet of {@value #WIDTH} by {@value #HEIGHT}; y grows downwards. */
final class CurveDrawing {
    static final double WIDTH = 720;
    static final double HEIGHT = 260;
    private static final double LEFT = 58;
    private static final double RIGHT = 92;
    private static final double TOP = 26;
    private static final double BOTTOM = 28;
    private static final int STEPS = 4;

    /** A stroke through points. */
    record Stroke(List<double[]> points, String colour, double width, boolean dashed) {}

    /** Words; {@code anchor} is start, middle or end, as in SVG. */
    record Words(String text, double x, double y, String anchor, String colour) {}

    private final Block.Curve curve;
    private final long from;
    private final long to;
    private final double low;
    private final double high;
    private final List<Stroke> strokes = new ArrayList<>();
    private final List<Words> words = new ArrayList<>();

    private CurveDrawing(Block.Curve curve) {
        this.curve = curve;
        from = Math.min(curve.causedAt(), curve.points().get(0).at());
        to = Math.max(from + 1, curve.points().get(curve.points().size() - 1).at());
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (Block.Point point : curve.points()) {
            least = Math.min(least, point.value());
            most = Math.max(most, point.value());
        }
        for (Block.Limit limit : curve.limits()) {
            least = Math.min(least, limit.value());
            most = Math.max(most, limit.value());
        }
        double room = Math.max((most - least) * 0.08, Math.max(Math.abs(most), 1) * 1e-3);
        low = least - room;
        high = most + room;
        draw();
    }

    static CurveDrawing of(Block.Curve curve) {
        return new CurveDrawing(curve);
    }

    List<Stroke> strokes() {
        return strokes;
    }

    List<Words> words() {
        return words;
    }

    private double x(long at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (at - from) / (double) (to - from);
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
    }

    private void draw() {
        double right = WIDTH - RIGHT;
        double floor = HEIGHT - BOTTOM;
        for (int i = 0; i <= STEPS; i++) {
            double value = low + (high - low) * i / STEPS;
            line(LEFT, y(value), right, y(value), "#d5dbe0", 0.6, false);
            words.add(new Words(number(value), LEFT - 6, y(value) + 4, "end", "#46525d"));
        }
        words.add(new Words(curve.title() + "（" + curve.unit() + "）", LEFT, TOP - 10, "start", "#14191e"));
        for (Block.Tick tick : curve.ticks()) {
            if (tick.at() >= from && tick.at() <= to) {
                line(x(tick.at()), floor, x(tick.at()), floor + 4, "#46525d", 0.8, false);
                words.add(new Words(tick.text(), x(tick.at()), floor + 18, "middle", "#46525d"));
            }
        }
        line(x(curve.causedAt()), TOP, x(curve.causedAt()), floor, "#46525d", 0.8, true);
        for (Block.Limit limit : curve.limits()) {
            line(LEFT, y(limit.value()), right, y(limit.value()), limit.colour(), 1.2, true);
            words.add(new Words(
                    limit.name() + " " + number(limit.value()),
                    right + 6,
                    y(limit.value()) + 4,
                    "start",
                    limit.colour()));
        }
        strokes.add(new Stroke(
                curve.points().stream()
                        .map(point -> new double[] {x(point.at()), y(point.value())})
                        .toList(),
                "#0b5cad",
                1.6,
                false));
    }

    private void line(double x1, double y1, double x2, double y2, String colour, double width, boolean dashed) {
        strokes.add(new Stroke(List.of(new double[] {x1, y1}, new double[] {x2, y2}), colour, width, dashed));
    }

    static String number(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** As an SVG element. */
    static String svg(Block.Curve curve) {
        CurveDrawing drawing = of(curve);
        var out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" font-size=\"12\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                PageForm.escaped(curve.title())));
        for (Stroke stroke : drawing.strokes()) {
            out.append("<polyline fill=\"none\" stroke=\"")
                    .append(stroke.colour())
                    .append("\" stroke-width=\"")
                    .append(stroke.width())
                    .append(stroke.dashed() ? "\" stroke-dasharray=\"5 4" : "")
                    .append("\" points=\"");
            for (double[] point : stroke.points()) {
                out.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
            }
            out.append("\"/>");
        }
        for (Words words : drawing.words()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                    words.x(),
                    words.y(),
                    words.anchor(),
                    words.colour(),
                    PageForm.escaped(words.text())));
        }
        return out.append("</svg>").toString();
    }
}
