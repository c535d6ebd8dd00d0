package org.jiaoying.standalone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What judging costs.
 *
 * @param rules in force
 * @param parallelism operators side by side
 */
public record DetectionCost(int rules, int parallelism, List<OfPoints> byPoints) {

    public DetectionCost {
        byPoints = List.copyOf(byPoints);
    }

    /**
     * With so many points.
     *
     * @param stateBytes what a checkpoint holds of each point, without rules and register
     */
    public record OfPoints(int points, double readingsPerSecond, double stateBytes) {}

    /** How many times as much a reading costs with the most points as with the fewest. */
    public double growth() {
        return byPoints.get(0).readingsPerSecond()
                / byPoints.get(byPoints.size() - 1).readingsPerSecond();
    }

    /** As maps and lists, for JSON. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("rules", rules);
        document.put("parallelism", parallelism);
        document.put("cores", Runtime.getRuntime().availableProcessors());
        document.put(
                "byPoints",
                byPoints.stream()
                        .map(of -> Map.of(
                                "points", of.points(),
                                "readingsPerSecond", Math.round(of.readingsPerSecond()),
                                "stateBytesPerPoint", Math.round(of.stateBytes())))
                        .toList());
        document.put("growth", Math.round(growth() * 100) / 100.0);
        return document;
    }

    /** For a reader: Chinese, then English. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%,d 条规则，并行度 %d。%1$,d rules, %2$d operators side by side.".formatted(rules, parallelism));
        for (OfPoints of : byPoints) {
            lines.add("  %,9d 测点 points: %,11.0f 读数/秒 readings/s, %5.2f µs, 状态 state %,.0f 字节/测点 bytes a point"
                    .formatted(of.points(), of.readingsPerSecond(), 1e6 / of.readingsPerSecond(), of.stateBytes()));
        }
        lines.add("  测点从最少到最多，每读数成本为 %.2f 倍。From the fewest to the most points a reading costs %1$.2f times as much."
                .formatted(growth()));
        return lines;
    }
}
