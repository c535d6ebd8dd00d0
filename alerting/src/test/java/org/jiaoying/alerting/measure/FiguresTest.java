package org.jiaoying.alerting.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.CallEvent;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.alerting.store.StandingViews;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an operator sees of alerting: what stands in its tables, and what it has done, as Prometheus reads it. */
class FiguresTest {
    private Served served;
    private Engine engine;

    @BeforeEach
    void serve() {
        served = Served.fresh();
        engine = served.engine;
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    @DisplayName("Open and unanswered warnings are counted by level, and each level has a figure, also of nothing")
    void warnings() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);

        assertThat(figure("jiaoying_warnings_open{drill=\"false\",level=\"orange\"}"))
                .isEqualTo(1);
        assertThat(figure("jiaoying_warnings_unanswered{drill=\"false\",level=\"orange\"}"))
                .isEqualTo(1);
        assertThat(figure("jiaoying_warnings_open{drill=\"true\",level=\"orange\"}"))
                .isZero();

        served.acknowledge("gas", "zhang", "");

        assertThat(figure("jiaoying_warnings_open{drill=\"false\",level=\"orange\"}"))
                .isEqualTo(1);
        assertThat(figure("jiaoying_warnings_unanswered{drill=\"false\",level=\"orange\"}"))
                .isZero();
        assertThat(figure("jiaoying_warnings_open{drill=\"false\",level=\"red\"}"))
                .isZero();
    }

    @Test
    @DisplayName("The outbox tells how much waits and since when; a step that nobody takes is overdue after a minute")
    void outboxAndSteps() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.advance(Duration.ofSeconds(90));

        assertThat(figure("jiaoying_outbox_texts{channel=\"sms\",state=\"pending\"}"))
                .isPositive();
        assertThat(figure("jiaoying_outbox_oldest{channel=\"sms\",state=\"pending\"}"))
                .isEqualTo(90);
        assertThat(figure("jiaoying_calls_open{channel=\"sms\",state=\"pending\"}"))
                .isPositive();
        assertThat(figure("jiaoying_steps_overdue")).isZero();

        engine.clock.advance(Duration.ofMinutes(10));

        assertThat(figure("jiaoying_steps_overdue")).isEqualTo(1);
        assertThat(figure("jiaoying_steps_overdue_oldest")).isGreaterThan(60);
    }

    @Test
    @DisplayName(
            "How long a call took to be handed over and answered is told by channel, once for each step that was made safe")
    void steps() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        String call =
                engine.rows("select id from call where person_id = 'zhang'").get(0);
        engine.clock.advance(Duration.ofSeconds(4));
        submit(call);
        submit(call);
        engine.clock.advance(Duration.ofSeconds(36));
        served.acknowledge("gas", "zhang", "");

        assertThat(figure("jiaoying_call_steps_seconds_sum{channel=\"sms\",step=\"submitted\"}"))
                .isEqualTo(4);
        assertThat(figure("jiaoying_call_steps_seconds_bucket{channel=\"sms\",step=\"submitted\",le=\"5.0\"}"))
                .isEqualTo(1);
        assertThat(figure("jiaoying_call_steps_seconds_bucket{channel=\"sms\",step=\"submitted\",le=\"2.0\"}"))
                .isZero();
        assertThat(figure("jiaoying_call_steps_seconds_sum{channel=\"sms\",step=\"answered\"}"))
                .isEqualTo(40);
        assertThat(figure("jiaoying_audit_lines_total{action=\"warning.acknowledged\"}"))
                .isEqualTo(1);
    }

    private void submit(String call) {
        await(engine.transactions.run(work -> engine.calls.move(work, call, CallEvent.SUBMIT, null, null)));
    }

    @Test
    @DisplayName("What is rolled back was not done, and is not counted")
    void rolledBack() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        String call =
                engine.rows("select id from call where person_id = 'zhang'").get(0);
        engine.transactions
                .run(work -> engine.calls
                        .move(work, call, CallEvent.SUBMIT, null, null)
                        .<Void>compose(moved -> Future.failedFuture("power is out")))
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(figures()).noneMatch(line -> line.contains("step=\"submitted\""));
    }

    @Test
    @DisplayName("The audit log's length is what it is; the database is up")
    void audit() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);

        assertThat(figure("jiaoying_audit_length"))
                .isEqualTo(Double.parseDouble(
                        engine.rows("select seq::text from audit_head").get(0)));
        assertThat(figure("jiaoying_database_up")).isEqualTo(1);
        assertThat(figure("jiaoying_records_parked")).isZero();
    }

    @Test
    @DisplayName("Where the database does not answer, its figures are gone rather than old")
    void databaseAway() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var gauges = new StandingGauges(new StandingViews(engine.pool), meters);
        await(gauges.refresh(engine.clock.instant()));
        assertThat(meters.scrape()).contains("jiaoying_warnings_open{").contains("jiaoying_database_up 1");

        await(engine.pool.close());
        await(gauges.refresh(engine.clock.instant()));
        assertThat(meters.scrape()).doesNotContain("jiaoying_warnings_open{").contains("jiaoying_database_up 0");
    }

    @Test
    @DisplayName("Prometheus reads with the report token; with another one nobody does, and it opens nothing else")
    void reportToken() {
        assertThat(served.get("/metrics")
                        .with("Authorization", "Bearer token-of-the-reports")
                        .status())
                .isEqualTo(200);
        assertThat(served.get("/metrics")
                        .with("Authorization", "Bearer token-of-the-report")
                        .status())
                .isEqualTo(401);
        assertThat(served.get("/api/v1/warnings")
                        .with("Authorization", "Bearer token-of-the-reports")
                        .status())
                .isEqualTo(401);
    }

    private double figure(String series) {
        return figures()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + series + " in\n"
                        + served.get("/metrics").as(Served.ADMIN).send().body()));
    }

    private Stream<String> figures() {
        return served.get("/metrics").as(Served.ADMIN).send().body().lines();
    }
}
