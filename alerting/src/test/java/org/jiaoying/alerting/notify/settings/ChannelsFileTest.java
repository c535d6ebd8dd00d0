package org.jiaoying.alerting.notify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that says which channels there are. */
class ChannelsFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("ONE", "secret-one", "TOKEN", "t".repeat(32));

    @TempDir
    Path dir;

    @Test
    void whatStandsInTheFileIsThereAndNothingElse() {
        ChannelSettings settings = read("""
                webhooks:
                - {name: control, url: "https://control.example/hook", secret: "env:ONE"}
                """);
        assertThat(settings.ofPeople()).containsExactly("sms", "webhook");
        assertThat(settings.webhooks().get(0).secret()).isEqualTo("secret-one");
        assertThat(settings.allowPrivate()).isFalse();
        assertThat(settings.toString()).doesNotContain("secret-one");
    }

    @Test
    void aSecretStandsInAFileOrTheEnvironmentAndNeverHere() throws Exception {
        Path file = Files.writeString(dir.resolve("secret"), "from the file\n");
        assertThat(read("""
                webhooks:
                - {name: control, url: "https://control.example/hook", secret: "file:%s"}
                """.formatted(file)).webhooks().get(0).secret()).isEqualTo("from the file");
        assertThatThrownBy(() -> read("""
                webhooks:
                - {name: control, url: "https://control.example/hook", secret: "env:NOWHERE"}
                """))
                .hasMessageContaining("channels.yaml:2:")
                .hasMessageContaining("is not set");
        assertThatThrownBy(() -> read("""
                webhooks:
                - {name: control, url: "https://control.example/hook", secret: "in-clear"}
                """)).hasMessageContaining("env:NAME or file:/path");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read("""
                        webhook: []
                        exchange: {sender: "a b", sender-name: X, issuer: "123", area: {name: A, codes: ["1"], polygon: "1,2 3,4"}}
                        dingtalk:
                        - {name: "a b", url: "env:ONE"}
                        """))
                .hasMessageContaining("webhook")
                .hasMessageContaining("did you mean 'webhooks'?")
                .hasMessageContaining("must hold no space")
                .hasMessageContaining("must have 14 digits")
                .hasMessageContaining("must have 12 digits")
                .hasMessageContaining("four pairs")
                .hasMessageContaining("door")
                .hasMessageContaining("must be like https");
    }

    @Test
    void theExampleOfTheGuideIsRead() throws Exception {
        Path guide = Path.of("..", "docs", "channels.md");
        Matcher example = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(guide));
        assertThat(example.find()).isTrue();
        String key = Files.writeString(dir.resolve("key.pem"), "KEY").toString();
        String text = example.group(1).replaceAll("file:/run/secrets/[a-z_]+", "file:" + key);
        var environment = new java.util.HashMap<String, String>();
        Matcher names = Pattern.compile("env:([A-Z_]+)").matcher(text);
        while (names.find()) {
            environment.put(names.group(1), "https://robot.example/" + "x".repeat(32));
        }
        ChannelSettings settings = ChannelsFile.parse("channels.md", text, environment);
        assertThat(settings.ofPeople()).containsExactly("sms", "voice", "dingtalk", "wecom", "webhook", "email");
        assertThat(settings.broadcast()).isNotNull();
        assertThat(settings.exchange()).satisfies(exchange -> {
            assertThat(exchange.from()).isEqualTo(Level.ORANGE);
            assertThat(exchange.areas()).containsKey(new SiteKey("demo-mine", "north"));
            assertThat(exchange.sources()).hasSize(1);
        });
    }

    private static ChannelSettings read(String text) {
        return ChannelsFile.parse("channels.yaml", text, ENVIRONMENT);
    }
}
