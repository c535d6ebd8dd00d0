package org.jiaoying.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be said about the console's files without a browser. */
class ConsoleFilesTest {
    private static final Path CONSOLE = Path.of("src/main/resources/console");
    private static final Pattern KEY = Pattern.compile("(?m)^ {4}\"([a-z-]+(?:\\.[A-Za-z_-]+)*)\": \"");
    private static final Pattern USE = Pattern.compile("\\bt\\(\"([^\"]+)\"");
    private static final Pattern FAMILY = Pattern.compile("\\bt\\(`([a-z]+)\\.\\$\\{");

    @Test
    @DisplayName("Chinese and English say the same things")
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertThat(wordsOf("en")).isNotEmpty().isEqualTo(wordsOf("zh"));
    }

    @Test
    @DisplayName("No page uses a word that does not exist")
    void everyWordThatIsUsedExists() throws IOException {
        Set<String> words = wordsOf("zh");
        for (Path page : scripts()) {
            Matcher use = USE.matcher(Files.readString(page));
            while (use.find()) {
                assertThat(words).as("used in " + page).contains(use.group(1));
            }
            Matcher family = FAMILY.matcher(Files.readString(page));
            while (family.find()) {
                assertThat(words).as("used in " + page).anyMatch(word -> word.startsWith(family.group(1) + "."));
            }
        }
    }

    @Test
    @DisplayName("The console loads nothing from elsewhere and turns no text into markup or code")
    void nothingForeignAndNoMarkupFromText() throws IOException {
        for (Path page : scripts()) {
            assertThat(Files.readString(page))
                    .as(page.toString())
                    .doesNotContain("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML")
                    .doesNotContain("document.write", "eval(", "new Function", "v-html");
        }
        assertThat(Files.readString(CONSOLE.resolve("index.html")))
                .doesNotContain("http://", "https://", "<style", "onclick", " style=");
    }

    @Test
    @DisplayName("No text is smaller than 16 px")
    void noSmallText() throws IOException {
        Matcher size =
                Pattern.compile("font-size: ([0-9.]+)(rem|px)").matcher(Files.readString(CONSOLE.resolve("style.css")));
        assertThat(size.results().count()).isPositive();
        size.reset();
        while (size.find()) {
            double pixels = Double.parseDouble(size.group(1)) * (size.group(2).equals("rem") ? 18 : 1);
            assertThat(pixels).as(size.group()).isGreaterThanOrEqualTo(16);
        }
    }

    private static Set<String> wordsOf(String language) throws IOException {
        String all = Files.readString(CONSOLE.resolve("js/words.js"));
        int english = all.indexOf("\n  en: {");
        int end = all.indexOf("\n};");
        String part = language.equals("zh") ? all.substring(0, english) : all.substring(english, end);
        return KEY.matcher(part).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(CONSOLE.resolve("js"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}
