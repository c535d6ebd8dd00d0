package org.jiaoying.standalone.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.filter.ReporterFilter;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the embedded job tells has the names, labels and values that Flink's own reporter gives it on a cluster. */
class FlinkFiguresTest {
    private static final long MESSAGE_BYTES = 10_485_760;

    private final FlinkFigures figures = new FlinkFigures();
    private final OnACluster onACluster = new OnACluster();
    private final MetricRegistryImpl flink = new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(new Configuration(), MESSAGE_BYTES),
            List.of(setup("ours", figures), setup("flinks", onACluster)));
    private final TaskManagerMetricGroup taskManager =
            TaskManagerMetricGroup.createTaskManagerMetricGroup(flink, "host-1.example", new ResourceID("tm-1:6122"));

    /** Flink's reporter without its listener. */
    private static final class OnACluster extends AbstractPrometheusReporter {
        CollectorRegistry told() throws ReflectiveOperationException {
            var field = AbstractPrometheusReporter.class.getDeclaredField("registry");
            field.setAccessible(true);
            return (CollectorRegistry) field.get(this);
        }
    }

    private static ReporterSetup setup(String name, MetricReporter reporter) {
        reporter.open(new MetricConfig());
        return new ReporterSetup(name, new MetricConfig(), reporter, ReporterFilter.getNoOpFilter(), Map.of());
    }

    @AfterEach
    void close() {
        flink.closeAsync().join();
    }

    @Test
    @DisplayName("Names, labels and values are those of Flink's reporter, whatever letters are in them")
    void same() throws ReflectiveOperationException {
        Counter judged = taskManager.addGroup("operator").counter("readings-judged");
        judged.inc(7);
        taskManager.addGroup("topic", "jy observations").gauge("lag.max", (Gauge<Long>) () -> 12L);
        taskManager.addGroup("split").gauge("idle", (Gauge<Boolean>) () -> true);
        taskManager.addGroup("split").gauge("path", (Gauge<String>) () -> "/tmp");
        taskManager.addGroup("rate").meter("perSecond", new MeterView(judged));
        taskManager.addJob(JobID.generate(), "detection (live)").gauge("uptime", (Gauge<Integer>) () -> 3);

        assertThat(told()).isNotEmpty().isEqualTo(onACluster());
    }

    @Test
    @DisplayName("What Flink takes back is not told any more")
    void takenBack() {
        var job = taskManager.addJob(JobID.generate(), "detection");
        job.counter("found");
        assertThat(told()).isNotEmpty();

        job.close();

        assertThat(told()).isEmpty();
    }

    private Set<String> told() {
        return figures.collect().stream()
                .flatMap(snapshot -> ((GaugeSnapshot) snapshot)
                        .getDataPoints().stream().map(point -> {
                            var labels = new TreeMap<String, String>();
                            point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
                            return snapshot.getMetadata().getName() + labels + " " + point.getValue();
                        }))
                .collect(Collectors.toSet());
    }

    private Set<String> onACluster() throws ReflectiveOperationException {
        return Collections.list(onACluster.told().metricFamilySamples()).stream()
                .flatMap(family -> family.samples.stream())
                .map(FlinkFiguresTest::line)
                .collect(Collectors.toSet());
    }

    private static String line(Collector.MetricFamilySamples.Sample sample) {
        var names = new ArrayList<>(sample.labelNames);
        var labels = new TreeMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), sample.labelValues.get(i));
        }
        return sample.name + labels + " " + sample.value;
    }
}
