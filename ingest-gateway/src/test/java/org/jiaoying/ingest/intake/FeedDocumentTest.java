package org.jiaoying.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.ingest.register.Register;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs every example of the feed's document, in both languages. */
class FeedDocumentTest {
    private static final List<String> DOCUMENTS = List.of("feed.md", "feed.zh-CN.md");
    private static final Instant RECEIVED = Instant.ofEpochMilli(1_732_300_000_500L);
    private static final Pattern EXAMPLE = Pattern.compile("<!-- example (.*?) -->\n```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGISTER = Pattern.compile("<!-- register -->\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

    /** What an example says of itself, and its payload. */
    private record Example(String document, Map<String, String> says, String payload) {
        String topic() {
            return "jy/v1/demo-mine/north/" + says.getOrDefault("device", "gas-t1") + "/" + says.get("channel");
        }

        Set<String> refused() {
            return says.containsKey("refused")
                    ? new TreeSet<>(List.of(says.get("refused").split(",")))
                    : Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return DOCUMENTS.stream()
                .flatMap(document -> examples(document).stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.document() + " " + example.says() + " "
                                + example.payload().strip(),
                        () -> check(example)));
    }

    private static void check(Example example) {
        var intake = new Intake(register(example.document()), IntakeSettings.DEFAULTS, new DeviceClocks());

        IntakeResult result =
                intake.take(example.topic(), example.payload().getBytes(StandardCharsets.UTF_8), RECEIVED);

        int taken =
                result.accepted() == null ? 0 : result.accepted().observations().size();
        assertThat(taken).isEqualTo(Integer.parseInt(example.says().get("taken")));
        assertThat(refused(result)).isEqualTo(example.refused());
        if (example.says().containsKey("basis")) {
            assertThat(result.accepted().observations().get(0).basis())
                    .hasToString(example.says().get("basis"));
        }
    }

    private static Set<String> refused(IntakeResult result) {
        var codes = new TreeSet<String>();
        for (RejectCode code : RejectCode.values()) {
            if (result.refused(code) > 0) {
                codes.add(code.code());
            }
        }
        return codes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.md", "feed.zh-CN.md"})
    void everyCodeIsInTheTableAndNoOther(String document) {
        var inTable = new ArrayList<String>();
        Matcher rows = CODE.matcher(read(document));
        while (rows.find()) {
            if (rows.group(1).contains("-")) {
                inTable.add(rows.group(1));
            }
        }
        var codes = new ArrayList<String>();
        for (RejectCode code : RejectCode.values()) {
            codes.add(code.code());
        }
        // Codes of one word look like fields; they are looked for by themselves.
        assertThat(inTable)
                .containsExactlyElementsOf(
                        codes.stream().filter(code -> code.contains("-")).toList());
        codes.forEach(code -> assertThat(read(document)).contains("| `" + code + "` |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.md", "feed.zh-CN.md"})
    void everyCodeThatFitsOnAPageHasAnExample(String document) {
        var shown = new TreeSet<String>();
        examples(document).forEach(example -> shown.addAll(example.refused()));
        var tooLongForAPage = EnumSet.of(RejectCode.TOO_LARGE, RejectCode.TOO_MANY, RejectCode.BAD_ENCODING);
        Arrays.stream(RejectCode.values())
                .filter(code -> !tooLongForAPage.contains(code))
                .forEach(code -> assertThat(shown).contains(code.code()));
    }

    @Test
    void bothLanguagesHaveTheSameExamples() {
        assertThat(examples("feed.md").stream().map(Example::payload))
                .containsExactlyElementsOf(
                        examples("feed.zh-CN.md").stream().map(Example::payload).toList())
                .hasSizeGreaterThan(15);
    }

    private static List<Example> examples(String document) {
        var examples = new ArrayList<Example>();
        Matcher found = EXAMPLE.matcher(read(document));
        while (found.find()) {
            var says = new HashMap<String, String>();
            for (String word : found.group(1).split(" ")) {
                says.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
            examples.add(new Example(document, says, found.group(2)));
        }
        return examples;
    }

    private static Register register(String document) {
        Matcher found = REGISTER.matcher(read(document));
        assertThat(found.find()).isTrue();
        var register = new Register();
        for (RegisterEntry entry : RegisterFile.parse(document, found.group(1)).entries()) {
            register.apply(1, entry);
        }
        return register;
    }

    private static String read(String document) {
        try {
            return Files.readString(Path.of("..", "docs", document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
