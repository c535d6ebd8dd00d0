package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jiaoying.domain.observe.Reject;

/** Counts and samples of what was refused: all of it counted, the latest of each enterprise kept. */
public final class RejectStore {
    static final int SAMPLES = 200;
    private static final int SAMPLES_OF_CODE_IN_BATCH = 20;
    private static final int MAX_NAME = 64;
    private static final int MAX_TEXT = 512;
    private static final ZoneId DAYS = ZoneId.of("Asia/Shanghai");

    private record Cell(String enterprise, String code, LocalDate day) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byEnterprise = enterprise.compareTo(other.enterprise);
            int byCode = byEnterprise != 0 ? byEnterprise : code.compareTo(other.code);
            return byCode != 0 ? byCode : day.compareTo(other.day);
        }
    }

    public Future<Void> add(Work work, List<Reject> rejects) {
        Map<Cell, Long> counts = new TreeMap<>();
        Map<String, Integer> sampled = new HashMap<>();
        var samples = new ArrayList<Tuple>();
        var enterprises = new TreeSet<String>();
        for (int i = rejects.size() - 1; i >= 0; i--) {
            Reject reject = rejects.get(i);
            String enterprise = bounded(reject.enterprise(), MAX_NAME);
            String code = reject.code().code();
            counts.merge(
                    new Cell(enterprise, code, LocalDate.ofInstant(reject.receivedAt(), DAYS)),
                    (long) reject.count(),
                    Long::sum);
            if (sampled.merge(enterprise + "/" + code, 1, Integer::sum) <= SAMPLES_OF_CODE_IN_BATCH) {
                enterprises.add(enterprise);
                samples.add(0, sample(reject, enterprise, code));
            }
        }
        return count(work, counts)
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into reject_sample (enterprise, code, topic, received_at, reason, sample)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        samples))
                .compose(done -> forget(work, enterprises));
    }

    private static Tuple sample(Reject reject, String enterprise, String code) {
        return Sql.tuple(
                enterprise,
                code,
                bounded(reject.topic(), MAX_TEXT),
                reject.receivedAt(),
                bounded(reject.reason(), MAX_TEXT),
                bounded(reject.sample(), MAX_TEXT));
    }

    /** In one order, so that two instances cannot wait for each other. */
    private static Future<Void> count(Work work, Map<Cell, Long> counts) {
        var rows = new ArrayList<Tuple>();
        counts.forEach((cell, count) -> rows.add(Sql.tuple(cell.enterprise(), cell.code(), cell.day(), count)));
        return Sql.runEach(
                work.connection(),
                "insert into reject_count (enterprise, code, day, count) values ($1, $2, $3, $4)"
                        + " on conflict (enterprise, code, day) do update set count = reject_count.count + $4",
                rows);
    }

    private static Future<Void> forget(Work work, Iterable<String> enterprises) {
        var rows = new ArrayList<Tuple>();
        enterprises.forEach(enterprise -> rows.add(Sql.tuple(enterprise, SAMPLES)));
        return Sql.runEach(
                work.connection(),
                "delete from reject_sample where enterprise = $1 and id <= ("
                        + "select id from reject_sample where enterprise = $1 order by id desc offset $2 limit 1)",
                rows);
    }

    private static String bounded(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
