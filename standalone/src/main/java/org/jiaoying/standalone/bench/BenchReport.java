package org.jiaoying.standalone.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.simulators.load.LoadPlan;

/**
 * What a benchmark measured.
 *
 * @param decodeReadingsPerSecond one core, JSON alone
 * @param byBroker the broker's name, and what was measured with it
 */
public record BenchReport(double decodeReadingsPerSecond, Map<String, OfBroker> byBroker, BenchPlan plan) {

    /**
     * @param brokerMessagesPerSecond with nothing done to them
     * @param readingsPerSecond through the whole path without falling behind
     * @param heapBytes in use after a collection, at the highest rate, everything in one process
     */
    public record OfBroker(
            int brokerMessagesPerSecond,
            int readingsPerSecond,
            List<Ramp.Step> steps,
            Latencies publishToBreach,
            Latencies publishToSms,
            long heapBytes) {

        Map<String, Object> document() {
            var document = new LinkedHashMap<String, Object>();
            document.put("readingsPerSecond", readingsPerSecond);
            document.put("publishToBreachMillis", publishToBreach.document());
            document.put("publishToSmsMillis", publishToSms.document());
            document.put("brokerMessagesPerSecond", brokerMessagesPerSecond);
            document.put("heapMegabytes", heapBytes / (1024 * 1024));
            return document;
        }
    }

    /** The best of the brokers at the top, each by itself below. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.putAll(byBroker.values().stream()
                .max(Comparator.comparingInt(OfBroker::readingsPerSecond))
                .orElseThrow()
                .document());
        document.put("jsonReadingsPerSecondPerCore", Math.round(decodeReadingsPerSecond));
        document.put("cores", Runtime.getRuntime().availableProcessors());
        var brokers = new LinkedHashMap<String, Object>();
        byBroker.forEach((name, result) -> brokers.put(name, result.document()));
        document.put("brokers", brokers);
        return document;
    }

    /** For a reader: Chinese, then English. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("JSON 解码上限（单核）: %,d 读数/秒 JSON decode limit (one core): readings/s"
                .formatted(Math.round(decodeReadingsPerSecond)));
        byBroker.forEach((name, result) -> {
            lines.add(name);
            lines.add("  持续读数/秒 sustained readings/s: %,d".formatted(result.readingsPerSecond()));
            lines.add("  消息服务器单独 broker alone, messages/s: %,d (= %,d readings/s)"
                    .formatted(result.brokerMessagesPerSecond(), result.brokerMessagesPerSecond() * LoadPlan.VALUES));
            lines.add("  发布到越限 publish to breach, ms: p50 %.1f p99 %.1f (n=%d, at half the rate)"
                    .formatted(
                            result.publishToBreach().quantile(0.5),
                            result.publishToBreach().quantile(0.99),
                            result.publishToBreach().sortedMillis().length));
            lines.add("  发布到短信提交 publish to SMS submitted, ms: p50 %.1f p99 %.1f (n=%d)"
                    .formatted(
                            result.publishToSms().quantile(0.5),
                            result.publishToSms().quantile(0.99),
                            result.publishToSms().sortedMillis().length));
            lines.add("  堆 heap in use: %,d MB".formatted(result.heapBytes() / (1024 * 1024)));
        });
        return lines;
    }
}
