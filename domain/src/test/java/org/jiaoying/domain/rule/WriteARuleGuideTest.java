package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the guide are rules. */
class WriteARuleGuideTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"write-a-rule.md", "write-a-rule.zh-CN.md"})
    void everyExampleOfTheGuideIsAPackWithoutFaults(String guide) throws IOException {
        String text = Files.readString(Path.of("..", "docs", guide));

        List<String> examples =
                EXAMPLE.matcher(text).results().map(match -> match.group(1)).toList();

        assertThat(examples).hasSize(2);
        assertThat(examples)
                .allSatisfy(
                        example -> assertThat(RuleParser.pack(guide, example)).isNotEmpty());
        assertThat(KindForms.byKind().keySet())
                .allSatisfy(kind -> assertThat(text).contains("### `" + kind + "`"));
    }
}
