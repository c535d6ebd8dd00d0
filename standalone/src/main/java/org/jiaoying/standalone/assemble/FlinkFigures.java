package org.jiaoying.standalone.assemble;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Flink's figures beside those of the other parts, by the names and labels that Flink's own reporter for Prometheus gives them
 * on a cluster; so a dashboard reads both. Histograms, and the hundreds of figures of the Kafka clients and the network stack,
 * are left to that one.
 *
 * <p>Told of figures by Flink's threads, asked by the threads of the pages.
 */
final class FlinkFigures implements MetricReporter, MultiCollector {
    private static final Set<String> LEFT_OUT = Set.of("KafkaConsumer", "KafkaProducer", "Netty", "Shuffle");

    private final Map<String, Map<Labels, Metric>> figures = new ConcurrentHashMap<>();

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        figures.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
        String name = name(metricName, group);
        if (isTold(metric, name)) {
            figures.computeIfAbsent(name, first -> new ConcurrentHashMap<>()).put(labels(group), metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
        Map<Labels, Metric> series = figures.get(name(metricName, group));
        if (series != null) {
            // The same place may have been given to the figure of the next attempt already.
            series.remove(labels(group), metric);
        }
    }

    private static boolean isTold(Metric metric, String name) {
        boolean number = metric instanceof Counter || metric instanceof Gauge<?> || metric instanceof Meter;
        return number
                && PrometheusNaming.isValidMetricName(name)
                && LEFT_OUT.stream().noneMatch(scope -> name.contains("_" + scope + "_"));
    }

    private static String name(String metricName, MetricGroup group) {
        String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(FlinkFigures::withoutOddLetters, '_');
        return "flink_" + scope + "_" + withoutOddLetters(metricName);
    }

    private static Labels labels(MetricGroup group) {
        Map<String, String> variables = group.getAllVariables().entrySet().stream()
                .collect(Collectors.toMap(
                        // Flink writes <job_name>.
                        variable -> withoutOddLetters(
                                variable.getKey().substring(1, variable.getKey().length() - 1)),
                        variable -> withoutOddLetters(variable.getValue()),
                        (one, other) -> one));
        String[] names = variables.keySet().toArray(String[]::new);
        String[] values = variables.values().toArray(String[]::new);
        return Labels.of(names, values);
    }

    private static String withoutOddLetters(String text) {
        return text.replaceAll("[^a-zA-Z0-9:_]", "_");
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> told = new ArrayList<>();
        figures.forEach((name, series) -> {
            GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name);
            series.forEach((labels, metric) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value(metric))
                    .build()));
            if (!series.isEmpty()) {
                told.add(gauge.build());
            }
        });
        return new MetricSnapshots(told);
    }

    private static double value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        if (metric instanceof Meter meter) {
            return meter.getRate();
        }
        return value(((Gauge<?>) metric).getValue());
    }

    private static double value(Object told) {
        if (told instanceof Number number) {
            return number.doubleValue();
        }
        return Boolean.TRUE.equals(told) ? 1 : 0;
    }
}
