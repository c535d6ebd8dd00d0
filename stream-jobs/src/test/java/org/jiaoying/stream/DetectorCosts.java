package org.jiaoying.stream;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jiaoying.stream.detect.DetectorBenchmark;
import org.jiaoying.stream.detect.ExpressionBenchmark;
import org.jiaoying.stream.detect.PeopleBenchmark;
import org.jiaoying.stream.detect.SiteBenchmark;
import org.jiaoying.stream.host.DetectionBenchmark;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures with JMH what detection costs, and prints the tables of {@code docs/detection-cost.md}. The median of many short samples is
 * told, which a busy machine disturbs little. No test of the build: run it with {@code ./mvnw -pl stream-jobs -am test -Dtest=DetectorCosts -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DetectorCosts {
    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Test
    void oneOfEach() throws Exception {
        title("One observation at one point", "detector", "bytes a point");
        for (RunResult result : run(DetectorBenchmark.class, "detector", DetectorBenchmark.names())) {
            row(result, parameter(result, "detector"), DetectorBenchmark.bytes(parameter(result, "detector")));
        }
        title("A reading through Flink's operator, in messages of ten", "rules at each point", "bytes a point");
        for (RunResult result : run(DetectionBenchmark.class, "rules", List.of("0", "1", "4"))) {
            int rules = Integer.parseInt(parameter(result, "rules"));
            boolean judged = result.getPrimaryResult().getLabel().equals("judge");
            if (judged || rules == 0) {
                row(
                        result,
                        judged ? Integer.toString(rules) : "decoding alone",
                        judged ? DetectionBenchmark.bytes(rules) : 0);
            }
        }
        title("A reading, at a site of 60 methane sensors", "rule", "bytes a sensor");
        for (RunResult result : run(SiteBenchmark.class, "rule", SiteBenchmark.names())) {
            row(result, parameter(result, "rule"), SiteBenchmark.bytes(parameter(result, "rule")));
        }
        title("A position, at a site of 200 people", "rule", "bytes a person");
        for (RunResult result : run(PeopleBenchmark.class, "rule", PeopleBenchmark.names())) {
            row(result, parameter(result, "rule"), PeopleBenchmark.bytes(parameter(result, "rule"), 200));
        }
        title("The same, all rules together", "people", "bytes a person");
        for (RunResult result : run(PeopleBenchmark.class, "people", List.of("200", "2000"))) {
            int people = Integer.parseInt(parameter(result, "people"));
            row(result, Integer.toString(people), PeopleBenchmark.bytes(PeopleBenchmark.ALL, people));
        }
        title("A condition", "condition", "");
        for (RunResult result : new Runner(options(ExpressionBenchmark.class).build()).run()) {
            row(result, result.getPrimaryResult().getLabel() + ": " + parameter(result, "condition"), -1);
        }
    }

    private static Collection<RunResult> run(Class<?> benchmark, String parameter, List<String> values)
            throws Exception {
        return new Runner(options(benchmark)
                        .param(parameter, values.toArray(String[]::new))
                        .build())
                .run();
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xmx1g");
    }

    private static String parameter(RunResult result, String name) {
        return result.getParams().getParam(name);
    }

    private void title(String what, String first, String last) {
        out.printf("%n### %s%n%n", what);
        out.println("| "
                + String.join(
                        " | ",
                        Stream.of(first, "ns, median", "ns, 90 %", last)
                                .filter(name -> !name.isEmpty())
                                .toList())
                + " |");
        out.println("| --- | --- | --- |" + (last.isEmpty() ? "" : " --- |"));
    }

    private void row(RunResult result, String name, long bytes) {
        out.printf(
                Locale.ROOT,
                "| `%s` | %,.0f | %,.0f |%s%n",
                name,
                result.getPrimaryResult().getStatistics().getPercentile(50),
                result.getPrimaryResult().getStatistics().getPercentile(90),
                bytes < 0 ? "" : String.format(Locale.ROOT, " %,d |", bytes));
    }
}
