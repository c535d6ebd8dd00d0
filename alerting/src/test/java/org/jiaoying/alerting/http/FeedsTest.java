package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.intake.FeedTaker;
import org.jiaoying.alerting.intake.RejectTaker;
import org.jiaoying.alerting.store.FeedStore;
import org.jiaoying.alerting.store.RejectStore;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.messaging.codec.FeedCodec;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.log.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the feeds are: as the gateways tell, day by day, to each enterprise its own. */
class FeedsTest {
    private static final DeviceKey GAS = DeviceKey.parse("demo-mine/north/gas-1");

    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void told(FeedReport... reports) {
        List<LogRecord> records = List.of(reports).stream()
                .map(report -> new LogRecord(0, 0, report.device().enterprise(), FeedCodec.encode(report)))
                .toList();
        await(served.engine.transactions.run(work -> new FeedTaker(new FeedStore()).take(work, records)));
    }

    private static FeedReport report(String at, Long offset, long messages, long late) {
        return new FeedReport(GAS, Instant.parse(at), offset, messages, 2 * messages, late, 1, 3);
    }

    private JsonArray feeds(String account, String query) {
        return served.get("/api/v1/feeds" + query).as(account).json().getJsonArray("items");
    }

    @Test
    @DisplayName(
            "Counts of two gateways add up; the latest word counts for the clock; who was never heard is listed too")
    void twoGateways() {
        told(report("2026-02-28T23:59:50Z", 1_000L, 10, 2), report("2026-02-28T23:59:40Z", 9_000L, 5, 0));
        told(report("2026-02-28T23:59:55Z", null, 1, 0));

        JsonArray feeds = feeds(Served.OFFICER, "");
        assertThat(feeds).hasSize(2);
        JsonObject gas = feeds.getJsonObject(0);
        assertThat(gas.getJsonObject("deviceName").getString("zh")).isEqualTo("甲烷传感器 1 号");
        assertThat(gas.getString("lastSeen")).isEqualTo("2026-02-28T23:59:55Z");
        assertThat(gas.getLong("offsetMillis")).isEqualTo(1_000);
        assertThat(gas.getLong("messages")).isEqualTo(16);
        assertThat(gas.getLong("values")).isEqualTo(32);
        assertThat(gas.getLong("late")).isEqualTo(2);
        assertThat(gas.getLong("refused")).isEqualTo(9);
        assertThat(feeds.getJsonObject(1).getString("device")).isEqualTo("gnss-1");
        assertThat(feeds.getJsonObject(1).getValue("lastSeen")).isNull();
    }

    @Test
    @DisplayName("The card of a person says nothing by itself, and is not missed")
    void cards() {
        served.engine.execute(
                "insert into register_entry (key, kind, enterprise, site, device, version, document, updated_at)"
                        + " values ('device:demo-mine/north/P1000', 'device', 'demo-mine', 'north', 'P1000', 1,"
                        + " '{\"kind\": \"card\"}', now())");
        assertThat(feeds(Served.OFFICER, "").encode()).doesNotContain("P1000");
        assertThat(feeds(Served.OFFICER, "")).hasSize(2);
    }

    @Test
    @DisplayName("Counts are of the days asked for, and are forgotten after ninety")
    void days() {
        told(report("2026-02-20T00:00:00Z", 0L, 7, 0), report("2026-02-28T23:00:00Z", 0L, 1, 0));
        assertThat(feeds(Served.OFFICER, "?days=1").getJsonObject(0).getLong("messages"))
                .isEqualTo(1);
        assertThat(feeds(Served.OFFICER, "?days=30").getJsonObject(0).getLong("messages"))
                .isEqualTo(8);
        told(report("2026-06-30T00:00:00Z", 0L, 1, 0));
        assertThat(served.engine.rows("select count(*) from feed_count")).containsExactly("1");
    }

    @Test
    @DisplayName("An enterprise sees its own devices only; pages go on where the last one ended")
    void ownAndPaged() {
        assertThat(feeds(Served.SLOPE, "")).hasSize(1);
        assertThat(feeds(Served.SLOPE, "").encode()).doesNotContain("demo-mine");
        JsonObject first =
                served.get("/api/v1/feeds?limit=1").as(Served.OFFICER).json();
        assertThat(first.getJsonArray("items")).hasSize(1);
        assertThat(feeds(Served.OFFICER, "?limit=1&after=" + first.getString("next"))
                        .getJsonObject(0)
                        .getString("device"))
                .isEqualTo("gnss-1");
        assertThat(served.get("/api/v1/feeds").as(Served.ZHANG).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("A refusal that stands for many counts as many")
    void sumsOfRefusals() {
        var sum =
                new Reject("demo-mine", "t", Instant.parse("2026-03-01T00:00:00Z"), RejectCode.BAD_JSON, "r", "s", 40);
        await(served.engine.transactions.run(work -> new RejectTaker(new RejectStore())
                .take(work, List.of(new LogRecord(0, 0, "demo-mine", RejectCodec.encode(sum))))));
        assertThat(served.get("/api/v1/rejects").as(Served.MINE).json().encode())
                .contains("\"count\":40");
    }
}
