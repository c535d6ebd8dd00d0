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
    private static final Pattern KEY = Pattern.compile("(?m)^ {2}\"([a-z-]+(?:\\.[A-Za-z_-]+)*)\": \"");
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
        Pattern size = Pattern.compile("font-size: ([0-9.]+)(rem|px)");
        for (Path sheet : files("", ".css")) {
            String text = Files.readString(sheet);
            assertThat(size.matcher(text).results()).as(sheet.toString()).allSatisfy(found -> {
                double pixels =
                        Double.parseDouble(found.group(1)) * (found.group(2).equals("rem") ? 18 : 1);
                assertThat(pixels).as(found.group()).isGreaterThanOrEqualTo(16);
            });
        }
        assertThat(files("", ".css")).isNotEmpty();
    }

    @Test
    @DisplayName("No word is said in two places")
    void everyWordIsSaidOnce() throws IOException {
        var seen = new TreeSet<String>();
        for (Path file : wordFiles()) {
            for (String word : wordsOf(file, "zh")) {
                assertThat(seen.add(word)).as(word + " in " + file).isTrue();
            }
        }
    }

    private static Set<String> wordsOf(String language) throws IOException {
        var all = new TreeSet<String>();
        for (Path file : wordFiles()) {
            all.addAll(wordsOf(file, language));
        }
        return all;
    }

    private static Set<String> wordsOf(Path file, String language) throws IOException {
        String all = Files.readString(file);
        int begin = all.indexOf("export const " + language + " = {");
        String part = all.substring(begin, all.indexOf("\n};", begin));
        return KEY.matcher(part).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All but the words that are more than words. */
    private static List<Path> wordFiles() throws IOException {
        return files("js/words", ".js").stream()
                .filter(file -> !file.endsWith("rejects.js"))
                .toList();
    }

    private static List<Path> scripts() throws IOException {
        return files("js", ".js");
    }

    private static List<Path> files(String under, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(CONSOLE.resolve(under))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
