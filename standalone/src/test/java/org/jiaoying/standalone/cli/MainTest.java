package org.jiaoying.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path dir;

    @Test
    void aCommandThatIsNotThereNamesTheNearest() {
        assertThat(run("rulse")).isEqualTo(2);
        assertThat(err.toString()).contains("rulse", "jiaoying rules");
    }

    @Test
    void noCommandAtAllShowsThemAll() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("缺少命令", "demo", "audit", "rules", "gateway", "alerting");
    }

    @Test
    void anOptionThatIsNotThereNamesTheNearest() {
        assertThat(run("demo", "--port-htp", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--port-htp", "--port-http");
    }

    @Test
    void aScenarioThatIsNotThereNamesThoseThatAre() {
        assertThat(run("demo", "--scenario", "calmest")).isEqualTo(2);
        assertThat(err.toString()).contains("calmest", "calm, gas-rise");
    }

    @Test
    void aHastenedClockAndKeptDataExcludeEachOther() {
        assertThat(run("demo", "--speed", "60", "--data", dir.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--speed", "--data");
    }

    @Test
    void whatIsNotUnderstoodIsSaidInBothLanguagesAndIsNoFailure() {
        assertThat(run("score", "--jsn")).isEqualTo(2);
        assertThat(err.toString()).contains("不认识“--jsn”", "--json");
        assertThat(run("demo", "--port-mqtt", "mqtt")).isEqualTo(2);
        assertThat(err.toString()).contains("参数的值有误");
        assertThat(run("demo", "--port-mqtt", "99999")).isEqualTo(2);
        assertThat(err.toString()).contains("端口须为");
        assertThat(run("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("缺少参数");
        assertThat(run("replay", "case.yaml", "--speed", "0")).isEqualTo(2);
        assertThat(run("score", "--trial", "none")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aCaseWithoutADataFileAsksForOne() throws IOException {
        Path cases = Path.of("../simulators/cases/power-stopped.yaml");
        assertThat(run("backtest", cases.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("--csv");
        String named = Files.readString(cases).replace("csv:\n", "csv:\n  file: nowhere.csv\n");
        Path written = Files.writeString(dir.resolve("named.yaml"), named);
        assertThat(run("replay", written.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(dir.resolve("nowhere.csv").toString());
    }

    @Test
    void aPortThatIsTakenNamesTheOptionThatChangesIt() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("demo", "--headless", "--port-mqtt", "0", "--port-http", port, "--port-phones", "0"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains(port, "已被占用", "--port-http");
        }
    }

    @Test
    void aRulePackIsCheckedWithItsFaultsAtTheirPlaces() throws IOException {
        Path good = Files.writeString(dir.resolve("good.yaml"), "pack: good\nrules: []\n");
        Path bad = Files.writeString(dir.resolve("bad.yaml"), "pack: bad\nrules:\n  - {id: x, kind: treshold}\n");
        assertThat(run("rules", "check", good.toString())).isEqualTo(0);
        assertThat(run("rules", "check", good.toString(), bad.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("good.yaml", "bad.yaml", "3", "treshold");
    }

    @Test
    void aSingleRuleInJsonIsCheckedAndEveryFaultNamesTheNearestWord() throws IOException {
        String rule = """
                {"id": "one", "hazard": "gas", "kind": "absence", "clause": "AQ 1029-2019", "from": "2020-02-01",
                 "title": {"zh": "失联", "en": "Silent"}, "subject": {"device-kind": "gas-sensor"},
                 "say": {"zh": "{device}", "en": "{device}"}, "advice": {"zh": "核实", "en": "Check"},
                 "level": "yellow", "after": "60s"}
                """;
        Path good = Files.writeString(dir.resolve("one.json"), rule);
        Path bad = Files.writeString(
                dir.resolve("bad.json"),
                rule.replace("\"hazard\": \"gas\"", "\"hazrad\": \"gas\"").replace("yellow", "yelow"));
        assertThat(run("rules", "check", good.toString())).isEqualTo(0);
        assertThat(run("rules", "check", bad.toString(), "nothing.yaml")).isEqualTo(1);
        assertThat(out.toString())
                .contains("bad.json:1:15 hazrad", "did you mean 'hazard'?", "did you mean 'yellow'?", "没有这个文件");
    }

    @Test
    void aRuleThatStandsInTwoFilesIsAFault() throws IOException {
        assertThat(run("rules", "schema")).isEqualTo(0);
        assertThat(out.toString()).contains("\"$schema\"", "\"threshold\"");
        assertThat(run("rules", "packs")).isEqualTo(0);
        assertThat(out.toString()).contains("coal-mine-gas", "ch4-limit");
        String pack = "../domain/src/main/resources/rules/power.yaml";
        assertThat(run("rules", "check", pack, pack)).isEqualTo(1);
        assertThat(out.toString()).contains("power-stopped stands in");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run("audit", "verify", "nothing.jsonl")).isEqualTo(1);
        assertThat(err.toString()).contains("没有这个文件", "nothing.jsonl");
    }

    @Test
    void whatIsNoAuditExportIsNotWhole() throws IOException {
        Path file = Files.writeString(dir.resolve("export.jsonl"), "{}\n");
        assertThat(run("audit", "verify", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("已被改动");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
