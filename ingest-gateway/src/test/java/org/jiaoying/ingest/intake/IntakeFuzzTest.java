package org.jiaoying.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.ingest.TestRegister;

class IntakeFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String GOOD =
            "{\"ts\":1772352000000,\"values\":{\"ch4\":0.42,\"temp\":21.3},\"quality\":\"good\"}";

    private final Intake intake = new Intake(TestRegister.loaded(), IntakeSettings.DEFAULTS, new DeviceClocks());

    @Provide
    Arbitrary<String> topics() {
        return Arbitraries.of(
                "jy/v1/mine/north/gas-1/telemetry",
                "jy/v1/mine/north/gas-1/status",
                "jy/v1/mine/north/cards/position",
                "jy/v1/mine/north/cam-1/event",
                "jy/v1/mine/north/gas-9/telemetry",
                "",
                "jy/v1/",
                "jy/v1//north/x/telemetry");
    }

    /** JSON-like text: right parts in wrong places. */
    @Provide
    Arbitrary<String> jsonLike() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"ts\"",
                        "\"values\"",
                        "\"ch4\"",
                        "\"temp\"",
                        "\"quality\"",
                        "\"tag\"",
                        "\"zone\"",
                        "\"event\"",
                        "\"type\"",
                        "\"state\"",
                        "\"x\"",
                        "\"good\"",
                        "\"sos\"",
                        "\"online\"",
                        "1",
                        "-1",
                        "0.42",
                        "1e999",
                        "1772352000000",
                        "4070908800000",
                        "null",
                        "true",
                        "NaN",
                        "\"\\ud800\"",
                        "\"\u0000\"",
                        "\"甲烷\"",
                        "9".repeat(200),
                        "\\",
                        "//",
                        " ")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2_000)
    void whateverTheBytesTheMessageIsTakenOrRefused(
            @ForAll("topics") String topic, @ForAll @Size(max = 300) byte[] payload) {
        assertAccounted(intake.take(topic, payload, NOW));
    }

    @Property(tries = 5_000)
    void whateverTheTokensTheMessageIsTakenOrRefused(
            @ForAll("topics") String topic, @ForAll("jsonLike") String payload) {
        assertAccounted(intake.take(topic, payload.getBytes(StandardCharsets.UTF_8), NOW));
    }

    @Property(tries = 3_000)
    void aGoodMessageWithDamagedBytesIsTakenOrRefused(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int damages) {
        byte[] payload = GOOD.getBytes(StandardCharsets.UTF_8);
        var random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }
        assertAccounted(intake.take("jy/v1/mine/north/gas-1/telemetry", payload, NOW));
    }

    @Property
    void theGoodValuePassesBesideAnyBadOne(@ForAll("badValues") String bad, @ForAll("times") String ts) {
        String payload = "{" + ts + "\"values\":{" + bad + ",\"temp\":21.5}}";

        IntakeResult result =
                intake.take("jy/v1/mine/north/gas-1/telemetry", payload.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(result.accepted()).as(payload).isNotNull();
        assertThat(result.accepted().observations())
                .singleElement()
                .satisfies(observation ->
                        assertThat(((Reading) observation).value()).isEqualTo(21.5));
        assertThat(Arrays.stream(result.refused()).sum()).isGreaterThanOrEqualTo(1);
        assertAccounted(result);
    }

    @Provide
    Arbitrary<String> badValues() {
        return Arbitraries.of(
                "\"ch4\":null",
                "\"ch4\":\"1\"",
                "\"ch4\":-1",
                "\"ch4\":41",
                "\"ch4\":NaN",
                "\"ch4\":1e999",
                "\"ch4\":[{\"a\":[]}]",
                "\"ch4\":{\"values\":{\"temp\":1}}",
                "\"ch5\":1",
                "\"\":1",
                "\"values\":1",
                "\"ch4\":" + "8".repeat(99));
    }

    @Provide
    Arbitrary<String> times() {
        return Arbitraries.of(
                "",
                "\"ts\":1772352000000,",
                "\"ts\":0,",
                "\"ts\":4070908800000,",
                "\"ts\":-9223372036854775808,",
                "\"ts\":9223372036854775807,",
                "\"ts\":9223372036854775808,",
                "\"ts\":\"x\",",
                "\"ts\":null,");
    }

    private static void assertAccounted(IntakeResult result) {
        int refused = Arrays.stream(result.refused()).sum();
        assertThat(result.accepted() != null || refused > 0).isTrue();
        if (result.accepted() != null) {
            assertThat(result.accepted().observations()).isNotEmpty();
        }
        assertThat(result.rejects().isEmpty() || refused > 0).isTrue();
        // Of a wrong clock the sender is told once a minute.
        assertThat(result.rejects().isEmpty() && refused > result.refused(RejectCode.BAD_TIME))
                .isFalse();
        assertThat(result.rejects().isEmpty() && result.accepted() == null).isFalse();
        assertThat(result.rejects()).hasSizeLessThan(50).allSatisfy(reject -> {
            assertThat(reject.sample()).hasSizeLessThanOrEqualTo(256);
            assertThat(reject.reason()).hasSizeLessThan(500);
        });
    }
}
