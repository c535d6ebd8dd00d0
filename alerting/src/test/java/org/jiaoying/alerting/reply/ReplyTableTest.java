package org.jiaoying.alerting.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.alerting.reply.Reply.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReplyTableTest {
    private record Line(Kind kind, String code, String text) {}

    private static List<Line> table() throws IOException {
        var lines = new ArrayList<Line>();
        try (var in = ReplyTableTest.class.getResourceAsStream("/replies.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t", 3);
                    lines.add(new Line(Kind.valueOf(columns[0]), columns[1], columns[2].replace("\\n", "\n")));
                }
            }
        }
        return lines;
    }

    @Test
    @DisplayName("Every one of over two hundred replies, as people write them, is understood")
    void allAreUnderstood() throws IOException {
        List<Line> table = table();
        var wrong = new ArrayList<String>();
        for (Line line : table) {
            Reply reply = ReplyReader.read(line.text());
            String code = reply.code() == null ? "-" : reply.code();
            if (reply.kind() != line.kind() || !code.equals(line.code())) {
                wrong.add("'" + line.text() + "' should be " + line.kind() + " " + line.code() + ", was " + reply.kind()
                        + " " + code);
            }
        }
        assertThat(table).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    @Property(tries = 3_000)
    @Label("Whatever is sent is read without failure, and its report too")
    void anything(@ForAll("scraps") String text) {
        assertThatNoException().isThrownBy(() -> {
            Reply reply = ReplyReader.read(text);
            ReportReader.read(org.jiaoying.alerting.warning.Report.Kind.FIRST, reply.text());
        });
    }

    @Property(tries = 1_000)
    @Label("A denial in front of or behind the words is never an acknowledgement")
    void denied(@ForAll("denials") String denial) {
        assertThat(ReplyReader.read(denial).kind()).isIn(Kind.UNCLEAR, Kind.HELP);
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "1",
                        "2",
                        "3",
                        "１",
                        "4821",
                        "收到",
                        "没",
                        "不",
                        "已处置",
                        "求援",
                        " ",
                        "，",
                        "。",
                        "？",
                        "人",
                        "撤",
                        "12",
                        "编号",
                        "指挥",
                        "影响",
                        "转移",
                        "\n",
                        "\u0000",
                        "\uD83D\uDE00",
                        "\uD83D",
                        "(",
                        "[",
                        "\\",
                        "$1",
                        "ok",
                        "no",
                        "%",
                        "'",
                        "\"")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> denials() {
        Arbitrary<String> words = Arbitraries.of("收到", "处理", "处置", "明白", "知道");
        Arbitrary<String> denied = Arbitraries.of("没", "没有", "未", "不", "无法");
        Arbitrary<String> behind = Arbitraries.of("", "。", "！", " 4821", "，4821");
        return net.jqwik.api.Combinators.combine(denied, words, behind).as((no, word, rest) -> no + word + rest);
    }
}
