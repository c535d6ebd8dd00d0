package org.jiaoying.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever writes rules and rosters reads what is wrong with them in Chinese. */
class FaultWordsTest {
    private static final List<Path> READERS = List.of(
            Path.of("../domain/src/main/java/org/jiaoying/domain/document"),
            Path.of("../domain/src/main/java/org/jiaoying/domain/rule"),
            Path.of("../domain/src/main/java/org/jiaoying/domain/calendar"),
            Path.of("../alerting/src/main/java/org/jiaoying/alerting/roster"));

    /** A call that tells a fault, up to the end of its statement. */
    private static final Pattern TOLD = Pattern.compile(
            "(?:\\bfault|\\bfaults\\.add|\\baddUnknown|\\bunknown|known|new IllegalArgumentException)\\((.*?)\\);\n",
            Pattern.DOTALL);

    private static final String OUTSIDE_QUOTES = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SENTENCE =
            Pattern.compile("^(?:'x' )?(?:is|are|has|have|must|cannot|needs|names|gives|goes"
                    + "|holds|mixes|nothing|stands|belongs|becomes|declares|says)\\b.*");

    @Test
    @DisplayName("Every sentence about a fault of a rule or a roster has its Chinese one")
    void everySentenceIsChineseToo() throws IOException {
        var missing = new TreeSet<String>();
        int seen = 0;
        for (Path file : sources()) {
            Matcher call = TOLD.matcher(Files.readString(file));
            while (call.find()) {
                for (String said : sentences(call.group(1))) {
                    seen++;
                    if (text(said).zh().equals(said)) {
                        missing.add(file.getFileName() + ": " + said);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(60);
    }

    @Test
    @DisplayName(
            "What is filled in is kept, what it says is said in Chinese too, and the line is told in both languages")
    void whatIsFilledInIsKept() {
        assertThat(text("'treshold' must be one of threshold, rate").zh())
                .isEqualTo("“treshold”应为其中之一：threshold, rate");
        assertThat(text("'x' is not a number, nor the name of an attribute").zh())
                .isEqualTo("“x”不是数字，也不是属性名");
        assertThat(text("$1 \\ of a library").zh()).isEqualTo("$1 \\ of a library");
        assertThat(new Fault("r.yaml", 3, 7, "kind", "'treshold' must be one of threshold", "threshold").told())
                .isEqualTo("r.yaml:3:7 kind: “treshold”应为其中之一：threshold。'treshold' must be one of threshold"
                        + "；是否应为 did you mean 'threshold'?");
    }

    private static Text text(String message) {
        return new Fault("", 0, 0, "", message, null).text();
    }

    /** The sentences in a call's arguments, each with x for what is filled in: {@code "a " + name + " b"} is {@code a x b}. */
    private static List<String> sentences(String arguments) {
        String flat = arguments.replaceAll("(?:String\\.join|Collectors\\.joining)\\(\"[^\"]*\",", "joined(");
        return Stream.of(flat.split("[,?:]" + OUTSIDE_QUOTES, -1))
                .filter(part -> part.contains("\""))
                .map(FaultWordsTest::sentence)
                .filter(said -> SENTENCE.matcher(said).matches())
                .toList();
    }

    private static String sentence(String expression) {
        return Stream.of(expression.split("\\+" + OUTSIDE_QUOTES, -1))
                .map(LITERAL::matcher)
                .map(term -> term.find() ? term.group(1) : "x")
                .collect(Collectors.joining());
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (Path reader : READERS) {
            try (Stream<Path> files = Files.walk(reader)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
