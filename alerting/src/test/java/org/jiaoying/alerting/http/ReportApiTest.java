package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportApiTest {
    private static final Path OUT = Path.of("target/reports");

    private FakeHistory history;
    private Served served;

    @BeforeEach
    void serve() throws IOException {
        history = FakeHistory.rising();
        served = Served.fresh(history.url());
        Files.createDirectories(OUT);
    }

    @AfterEach
    void close() {
        served.close();
        history.close();
    }

    private byte[] file(String path, String account) throws Exception {
        HttpRequest request = served.get("/api/v1" + path).as(account).build();
        HttpResponse<byte[]> response = served.client().send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        String format = path.replaceFirst(".*format=", "").replaceFirst("&.*", "");
        Files.write(OUT.resolve(path.replaceAll("[^a-z]+", "-").substring(1) + "." + format), response.body());
        return response.body();
    }

    private static JsonArray table(JsonObject paper) {
        JsonArray blocks = paper.getJsonArray("blocks");
        return IntStream.range(0, blocks.size())
                .mapToObj(blocks::getJsonObject)
                .filter(block -> block.getString("kind").equals("table"))
                .findFirst()
                .orElseThrow()
                .getJsonArray("rows");
    }

    private static String line(JsonArray rows, int row) {
        return rows.getJsonArray(row).stream()
                .map(cell -> ((JsonObject) cell).getString("text"))
                .collect(Collectors.joining(" "));
    }

    private int inspection(String kind, String enterprise, String day) {
        String owner = enterprise == null ? "null" : "'" + enterprise + "'";
        served.engine.execute(
                "insert into inspection (kind, enterprise, day, inspector, summary, entered_at, entered_by)"
                        + " values ('" + kind + "', " + owner + ", '" + day + "', 'x', '', now(), 'account:officer')");
        return Integer.parseInt(
                served.engine.rows("select max(id)::text from inspection").get(0));
    }

    private void danger(Integer inspection, boolean grave, String foundOn, String rectifiedOn, String state) {
        served.engine.execute(
                "insert into danger (enterprise, place, what, grave, inspection_id, state, found_on, rectified_on,"
                        + " responsible, entered_at, entered_by, changed_at) values ('demo-mine', '', 'x', " + grave
                        + ", "
                        + inspection + ", '" + state + "', '" + foundOn + "', "
                        + (rectifiedOn == null ? "null" : "'" + rectifiedOn + "'")
                        + ", '', now(), 'account:officer', now())");
    }

    private void measure(int inspection, String kind, String day, int people) {
        served.engine.execute(
                "insert into inspection_measure (inspection_id, kind, day, people, note, entered_at, entered_by)"
                        + " values (" + inspection + ", '" + kind + "', '" + day + "', " + people
                        + ", 'x', now(), 'account:officer')");
    }

    /** The year's turn, February, boundaries on both sides of the reporting day, and what counts nowhere. */
    private void months() {
        int round = inspection("GOVERNMENT", null, "2025-12-25");
        inspection("GOVERNMENT", "demo-mine", "2026-01-24");
        inspection("GOVERNMENT", "demo-mine", "2026-01-25");
        danger(round, false, "2025-12-26", "2026-02-01", "CLOSED");
        int self = inspection("SELF", "demo-mine", "2026-01-10");
        inspection("SELF", "demo-slope", "2026-01-11");
        danger(self, false, "2026-01-10", "2026-01-12", "RECTIFIED");
        danger(self, true, "2026-01-10", "2026-02-24", "CLOSED");
        danger(self, true, "2026-01-10", null, "WITHDRAWN");
        int department = inspection("DEPARTMENT", "demo-mine", "2026-02-24");
        int later = inspection("DEPARTMENT", "demo-mine", "2026-02-25");
        danger(department, true, "2026-02-24", null, "ORDERED");
        danger(department, false, "2026-02-24", "2026-02-25", "VERIFIED");
        measure(department, "STOPPED", "2026-02-24", 0);
        measure(department, "STOPPED", "2026-02-24", 0);
        measure(department, "EXPOSED", "2026-02-25", 0);
        measure(later, "HELD_ACCOUNTABLE", "2026-02-28", 3);
        danger(null, true, "2026-02-02", null, "FOUND");
        served.engine.execute(
                "insert into inspection (kind, enterprise, day, inspector, summary, entered_at, entered_by,"
                        + " withdrawn_at) values ('SELF', 'demo-mine', '2026-01-10', 'x', '', now(), 'account:officer', now())");
    }

    private void reportedOnThe25th() {
        int status = served.ask(
                        "PUT",
                        "/api/v1/reports/setting",
                        new JsonObject()
                                .put("title", "示范县安全风险大排查大整治工作清单")
                                .put("timeZone", "Asia/Shanghai")
                                .put("firstMonth", "2026-01")
                                .put("fromMonth", "2025-12")
                                .put("reportingDay", 25)
                                .encode())
                .as(Served.ADMIN)
                .status();
        assertThat(status).isEqualTo(204);
    }

    @Test
    @DisplayName(
            "Fifteen figures a month from reporting day to reporting day, over February and the year's turn, and their sum")
    void monthly() {
        months();
        reportedOnThe25th();
        served.engine.pass(Duration.ofDays(5));

        JsonObject paper =
                served.get("/api/v1/reports/monthly").as(Served.OFFICER).json();
        JsonArray rows = table(paper);

        assertThat(paper.getString("title")).isEqualTo("示范县安全风险大排查大整治工作清单");
        assertThat(line(rows, 0)).isEqualTo("2026-01 2 1 2 2 1 1 0 0 0 0 0 0 0 0 0");
        assertThat(line(rows, 1)).isEqualTo("2026-02 1 0 0 0 1 0 1 1 2 0 1 0 1 0 0");
        assertThat(line(rows, 2)).isEqualTo("2026-03 0 0 0 0 0 0 0 1 0 1 0 0 0 1 3");
        assertThat(line(rows, 3)).isEqualTo("合计 3 1 2 2 2 1 1 2 2 1 1 0 1 1 3");
        assertThat(paper.encode()).contains("另有监测预警发现的隐患 1 个", "2025-12-25 至 2026-03-24");
    }

    @Test
    @DisplayName("A reporting day that is changed leaves the months before as they were, and no day out")
    void theReportingDayChanges() {
        months();
        reportedOnThe25th();
        served.engine.execute(
                "insert into report_setting (title, time_zone, first_month, from_month, reporting_day, at, actor)"
                        + " values ('x', 'Asia/Shanghai', '2026-01-01', '2026-02-01', 1, now(), 'test')");
        JsonArray rows = table(served.get("/api/v1/reports/monthly?to=2026-03")
                .as(Served.OFFICER)
                .json());

        assertThat(line(rows, 0)).isEqualTo("2026-01 2 1 2 2 1 1 0 0 0 0 0 0 0 0 0");
        assertThat(line(rows, 1)).isEqualTo("2026-02 1 0 0 0 1 0 1 2 2 1 1 0 1 1 3");
        assertThat(line(rows, 2)).isEqualTo("2026-03 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
    }

    @Test
    @DisplayName("The workbook has the form's headings, merged as on the form, and the numbers as numbers")
    void theWorkbook() throws Exception {
        months();
        reportedOnThe25th();
        byte[] workbook = file("/reports/monthly?to=2026-12&format=xlsx", Served.ADMIN);

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(0)).isEqualTo("示范县安全风险大排查大整治工作清单");
            assertThat(rows.get(2).getCellText(0)).isEqualTo("月份");
            assertThat(List.of(
                            rows.get(2).getCellText(1),
                            rows.get(2).getCellText(3),
                            rows.get(2).getCellText(8)))
                    .containsExactly("党委政府带队检查", "企业自查自纠", "部门督导检查");
            assertThat(rows.get(3).getCellText(13)).isEqualTo("责令停产整顿/关闭取缔（家）");
            assertThat(rows.get(3).getCellText(15)).isEqualTo("责任倒查/追究问责（人）");
            assertThat(rows.get(4).getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("2");
            assertThat(rows.get(16).getCellText(0)).isEqualTo("合计");
        }
        assertThat(sheetOf(workbook))
                .contains("<mergeCell ref=\"A1:P1\"/>", "<mergeCell ref=\"A3:A4\"/>")
                .contains("<mergeCell ref=\"B3:C3\"/>", "<mergeCell ref=\"D3:H3\"/>", "<mergeCell ref=\"I3:P3\"/>");
    }

    private static String sheetOf(byte[] workbook) throws IOException {
        Path file = Files.write(Files.createTempFile("sheet", ".xlsx"), workbook);
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("Ranges without end, months that are none and other people's reports are refused with a code")
    void refusals() {
        for (String path : List.of(
                "/reports/monthly?from=2020-01&to=2026-01",
                "/reports/monthly?from=2026-02&to=2026-01",
                "/reports/shift?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
                "/reports/shift?from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z",
                "/reports/answers?from=2020-01-01T00:00:00Z")) {
            JsonObject refused = served.get("/api/v1" + path).as(Served.OFFICER).json();
            assertThat(refused.getInteger("status-code")).as(path).isEqualTo(400);
            assertThat(refused.getString("code")).as(path).isEqualTo("range-too-long");
        }
        assertThat(served.get("/api/v1/reports/monthly?from=2026-13")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(400);
        for (String path : List.of("/reports/monthly", "/reports/shift", "/reports/answers", "/reports/setting")) {
            assertThat(served.get("/api/v1" + path).as(Served.MINE).status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(served.get("/api/v1" + path).as(Served.ZHANG).status())
                    .as(path)
                    .isEqualTo(403);
        }
        String setting = new JsonObject()
                .put("title", "x")
                .put("timeZone", "Asia/Shanghai")
                .put("firstMonth", "2026-01")
                .put("fromMonth", "2026-01")
                .put("reportingDay", 25)
                .encode();
        assertThat(served.ask("PUT", "/api/v1/reports/setting", setting)
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(403);
        assertThat(served.ask("PUT", "/api/v1/reports/setting", setting.replace("Asia/Shanghai", "Moon/Sea"))
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(400);
    }

    /** A RED warning that one answered and reported on, with a hidden danger. */
    private String story() {
        served.rule();
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ofMinutes(7));
        String id = served.engine.rows("select id from warning").get(0);
        await(served.engine.desk.acknowledge(id, Actor.account("officer"), "zhang", "电话接通"));
        await(served.engine.desk.feedback(
                id, Actor.person("zhang"), new Report(Report.Kind.FIRST, "张伟", "T1 掘进面", 12, "断电撤人 =1+1")));
        served.engine.pass(Duration.ofMinutes(3));
        served.post(
                        "/api/v1/dangers",
                        new JsonObject()
                                .put("enterprise", "demo-mine")
                                .put("site", "north")
                                .put("what", "局部通风机无备用电源")
                                .put("warning", id))
                .as(Served.OFFICER)
                .status();
        return id;
    }

    @Test
    @DisplayName(
            "A shift, the answers, a warning and a danger can be had as page, PDF and workbook; each taking is on record")
    void everyFormOfEveryReport() throws Exception {
        String id = story();
        String shift = served.get("/api/v1/reports/shift?to=2026-03-01T01:00:00Z")
                .as(Served.OFFICER)
                .send()
                .body();
        assertThat(shift).contains("甲烷超限", "张伟", "电话接通", "断电撤人 =1+1", "局部通风机无备用电源");
        String answers = served.get("/api/v1/reports/answers?to=2026-03-02T00:00:00Z")
                .as(Served.OFFICER)
                .send()
                .body();
        assertThat(answers).contains("红色", "张伟", "示范煤矿", "按责任人");
        assertThat(served.get("/api/v1/reports/answers?to=2026-03-02T00:00:00Z&lang=en")
                        .as(Served.OFFICER)
                        .send()
                        .body())
                .contains("By person", "Red");
        assertThat(new String(
                        file("/dangers/1/history?format=html", Served.MINE), java.nio.charset.StandardCharsets.UTF_8))
                .contains("局部通风机无备用电源", id, "张伟", "<svg", "甲烷超限")
                .doesNotContain("13800000001");
        assertThat(served.get("/api/v1/dangers/1/history").as(Served.SLOPE).status())
                .isEqualTo(404);
        file("/reports/shift?to=2026-03-01T01:00:00Z&format=xlsx", Served.OFFICER);
        file("/reports/answers?to=2026-03-02T00:00:00Z&format=xlsx", Served.OFFICER);
        file("/dangers/1/history?format=xlsx", Served.OFFICER);
        assertThat(served.engine.rows("select subject from audit where action = 'report.taken' order by seq"))
                .containsExactly("danger-1", "report-shift", "report-answers", "danger-1");
        assertThat(served.engine
                        .rows("select detail from audit where action = 'report.taken' order by seq limit 1")
                        .get(0))
                .contains("\"format\":\"html\"");
    }

    @Test
    @DisplayName(
            "Every report can be had as PDF; without a font that is said with what to install, and the page can still be had")
    void pdf() throws Exception {
        String id = story();
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")),
                "skipped: PDFs need a font that knows Chinese; install it with 'apt-get install fonts-noto-cjk'");
        months();
        reportedOnThe25th();
        for (String path : List.of(
                "/warnings/" + id + "/record?format=pdf",
                "/dangers/1/history?format=pdf",
                "/reports/monthly?to=2026-12&format=pdf",
                "/reports/shift?to=2026-03-01T01:00:00Z&format=pdf",
                "/reports/answers?to=2026-03-02T00:00:00Z&format=pdf",
                "/reports/monthly?to=2026-12&format=pdf&lang=en")) {
            byte[] pdf = file(path, Served.OFFICER);
            assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isEqualTo("%PDF-");
            assertThat(pdf.length).as(path).isBetween(5_000, 1_000_000);
        }
        file("/warnings/" + id + "/record?format=html", Served.OFFICER);
        file("/reports/shift?to=2026-03-01T01:00:00Z&format=html", Served.OFFICER);
        file("/reports/monthly?to=2026-12&format=html", Served.OFFICER);

        served.serveWithFont("/nowhere/font.ttf");
        JsonObject refused = served.get("/api/v1/reports/monthly?format=pdf")
                .as(Served.OFFICER)
                .json();
        assertThat(refused.getInteger("status-code")).isEqualTo(503);
        assertThat(refused.getString("code")).isEqualTo("no-pdf-font");
        assertThat(refused.getString("detail")).contains("fonts-noto-cjk", "JY_HTTP_PDF_FONT");
        assertThat(served.get("/api/v1/reports/monthly?format=html")
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(200);
    }
}
