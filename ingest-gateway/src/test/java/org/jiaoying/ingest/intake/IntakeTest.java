package org.jiaoying.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.domain.observe.RejectCode.BAD_ENCODING;
import static org.jiaoying.domain.observe.RejectCode.BAD_JSON;
import static org.jiaoying.domain.observe.RejectCode.BAD_SHAPE;
import static org.jiaoying.domain.observe.RejectCode.BAD_TIME;
import static org.jiaoying.domain.observe.RejectCode.BAD_TOPIC;
import static org.jiaoying.domain.observe.RejectCode.BAD_WORD;
import static org.jiaoying.domain.observe.RejectCode.NOT_A_NUMBER;
import static org.jiaoying.domain.observe.RejectCode.OUT_OF_RANGE;
import static org.jiaoying.domain.observe.RejectCode.SENTINEL;
import static org.jiaoying.domain.observe.RejectCode.TOO_LARGE;
import static org.jiaoying.domain.observe.RejectCode.TOO_MANY;
import static org.jiaoying.domain.observe.RejectCode.UNKNOWN_DEVICE;
import static org.jiaoying.domain.observe.RejectCode.UNKNOWN_POINT;
import static org.jiaoying.domain.observe.RejectCode.UNKNOWN_ZONE;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.ingest.TestRegister;
import org.jiaoying.ingest.register.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final long MS = NOW.toEpochMilli();
    private static final String GAS = "jy/v1/mine/north/gas-1/telemetry";
    private static final String CARDS = "jy/v1/mine/north/cards/position";
    private static final String CAMERA = "jy/v1/mine/north/cam-1/event";
    private static final String STATUS = "jy/v1/mine/north/gas-1/status";

    private final Register register = TestRegister.loaded();
    private final DeviceClocks clocks = new DeviceClocks();
    private final Intake intake = new Intake(register, IntakeSettings.DEFAULTS, clocks);

    /** A sentence, what is sent, what is taken in short form, and the codes of what is refused. */
    record Case(String sentence, String topic, String payload, List<String> taken, List<RejectCode> refused) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Case telemetry(String sentence, String payload, String taken, RejectCode... refused) {
        return of(sentence, GAS, payload, taken, refused);
    }

    static Case of(String sentence, String topic, String payload, String taken, RejectCode... refused) {
        return new Case(
                sentence,
                topic,
                payload.replace("NOW", Long.toString(MS)),
                taken.isEmpty() ? List.of() : List.of(taken.split(" ; ")),
                List.of(refused));
    }

    static Stream<Case> cases() {
        return Stream.of(
                telemetry(
                        "an object",
                        "{\"ts\":NOW,\"values\":{\"ch4\":0.42,\"temp\":21}}",
                        "ch4=0.42 GOOD DEVICE +0 ; temp=21.0 GOOD DEVICE +0"),
                telemetry(
                        "the stamp may stand last",
                        "{\"values\":{\"ch4\":0.42},\"ts\":NOW}",
                        "ch4=0.42 GOOD DEVICE +0"),
                telemetry("a bare map has the time of arrival", "{\"ch4\":0.42}", "ch4=0.42 GOOD ARRIVAL +0"),
                telemetry("a bare map may have a stamp", "{\"ch4\":0.42,\"ts\":NOW}", "ch4=0.42 GOOD DEVICE +0"),
                telemetry(
                        "an array is backfill",
                        "[{\"ts\":1772352000000,\"values\":{\"ch4\":1}},{\"ts\":1772352000000,\"ch4\":2}]"
                                .replace("1772352000000", Long.toString(MS - 31_000)),
                        "ch4=1.0 GOOD LATE -31000 ; ch4=2.0 GOOD LATE -31000"),
                telemetry(
                        "quality passes through",
                        "{\"values\":{\"ch4\":0.42},\"quality\":\"calibrating\"}",
                        "ch4=0.42 CALIBRATING ARRIVAL +0"),
                telemetry(
                        "an ISO time is a stamp",
                        "{\"ts\":\"2026-03-01T15:59:59.5+08:00\",\"ch4\":0.42}",
                        "ch4=0.42 GOOD DEVICE -500"),
                telemetry(
                        "a whole number may be written as a float",
                        "{\"ts\":1.772352e12,\"ch4\":0.42}",
                        "ch4=0.42 GOOD DEVICE +0"),
                telemetry(
                        "a stamp a little ahead is kept",
                        "{\"ts\":%d,\"ch4\":1}".formatted(MS + 5_000),
                        "ch4=1.0 GOOD DEVICE +5000"),
                telemetry(
                        "a future stamp is replaced, not refused",
                        "{\"ts\":%d,\"ch4\":1}".formatted(MS + 5_001),
                        "ch4=1.0 GOOD REPLACED +0",
                        BAD_TIME),
                telemetry("2099 is replaced", "{\"ts\":4070908800000,\"ch4\":1}", "ch4=1.0 GOOD REPLACED +0", BAD_TIME),
                telemetry("1970 is replaced", "{\"ts\":0,\"ch4\":1}", "ch4=1.0 GOOD REPLACED +0", BAD_TIME),
                telemetry("seconds are 1970", "{\"ts\":1772352000,\"ch4\":1}", "ch4=1.0 GOOD REPLACED +0", BAD_TIME),
                telemetry(
                        "an old stamp is late",
                        "{\"ts\":%d,\"ch4\":1}".formatted(MS - 30_001),
                        "ch4=1.0 GOOD LATE -30001"),
                telemetry(
                        "just within the bound is not late",
                        "{\"ts\":%d,\"ch4\":1}".formatted(MS - 30_000),
                        "ch4=1.0 GOOD DEVICE -30000"),
                telemetry(
                        "an unreadable stamp does not cost the values",
                        "{\"ts\":\"yesterday\",\"ch4\":1}",
                        "ch4=1.0 GOOD REPLACED +0",
                        BAD_TIME),
                telemetry(
                        "nor does one without offset",
                        "{\"ts\":\"2026-03-01T08:00:00\",\"ch4\":1}",
                        "ch4=1.0 GOOD REPLACED +0",
                        BAD_TIME),
                telemetry(
                        "nor one of a hundred digits",
                        "{\"ts\":" + "9".repeat(90) + ",\"ch4\":1}",
                        "ch4=1.0 GOOD REPLACED +0",
                        BAD_TIME),
                telemetry("nor a fraction", "{\"ts\":1772352000000.5,\"ch4\":1}", "ch4=1.0 GOOD REPLACED +0", BAD_TIME),
                telemetry(
                        "nor null or an object",
                        "[{\"ts\":null,\"ch4\":1},{\"ts\":{},\"ch4\":2}]",
                        "ch4=1.0 GOOD REPLACED +0 ; ch4=2.0 GOOD REPLACED +1",
                        BAD_TIME,
                        BAD_TIME),
                telemetry(
                        "one bad value does not cost the good one",
                        "{\"values\":{\"ch4\":\"high\",\"temp\":20}}",
                        "temp=20.0 GOOD ARRIVAL +0",
                        NOT_A_NUMBER),
                telemetry(
                        "true, null, a list and an object are no values",
                        "{\"ch4\":true,\"temp\":null,\"a\":[1,[2]],\"b\":{\"c\":1}}",
                        "",
                        NOT_A_NUMBER,
                        NOT_A_NUMBER,
                        NOT_A_NUMBER,
                        NOT_A_NUMBER),
                telemetry(
                        "NaN and infinity are no values",
                        "{\"ch4\":NaN,\"temp\":-Infinity}",
                        "",
                        NOT_A_NUMBER,
                        NOT_A_NUMBER),
                telemetry(
                        "1e999 is no value", "{\"ch4\":1e999,\"temp\":20}", "temp=20.0 GOOD ARRIVAL +0", NOT_A_NUMBER),
                telemetry(
                        "a huge whole number is judged as a number",
                        "{\"ch4\":" + "9".repeat(60) + ",\"temp\":1}",
                        "temp=1.0 GOOD ARRIVAL +0",
                        OUT_OF_RANGE),
                telemetry(
                        "a number too long is no JSON here",
                        "{\"ch4\":" + "9".repeat(101) + ",\"temp\":1}",
                        "",
                        BAD_JSON),
                telemetry("an unknown point", "{\"ch5\":1,\"temp\":20}", "temp=20.0 GOOD ARRIVAL +0", UNKNOWN_POINT),
                telemetry("a sentinel", "{\"ch4\":-1,\"temp\":20}", "temp=20.0 GOOD ARRIVAL +0", SENTINEL),
                telemetry(
                        "outside the range", "{\"ch4\":40.01,\"temp\":20}", "temp=20.0 GOOD ARRIVAL +0", OUT_OF_RANGE),
                telemetry(
                        "the ends of the range are inside",
                        "[{\"ch4\":0},{\"ch4\":40},{\"ch4\":-0.0}]",
                        "ch4=0.0 GOOD ARRIVAL +0 ; ch4=40.0 GOOD ARRIVAL +1 ; ch4=-0.0 GOOD ARRIVAL +2"),
                telemetry("a word that is no quality", "{\"values\":{\"ch4\":1},\"quality\":\"fine\"}", "", BAD_WORD),
                telemetry(
                        "a field beside values is told",
                        "{\"values\":{\"ch4\":1},\"seq\":7}",
                        "ch4=1.0 GOOD ARRIVAL +0",
                        BAD_SHAPE),
                telemetry(
                        "a text beside values is told",
                        "{\"values\":{\"ch4\":1},\"note\":\"x\"}",
                        "ch4=1.0 GOOD ARRIVAL +0",
                        NOT_A_NUMBER),
                telemetry("values must be an object", "{\"values\":[1]}", "", BAD_SHAPE),
                telemetry("a key twice", "{\"ch4\":1,\"ch4\":2}", "", BAD_JSON),
                telemetry("a stamp twice", "{\"ts\":NOW,\"ts\":NOW,\"ch4\":2}", "", BAD_JSON),
                telemetry("nothing in it", "{}", "", BAD_SHAPE),
                telemetry("an empty array", "[]", "", BAD_SHAPE),
                telemetry("empty values", "{\"ts\":NOW,\"values\":{}}", "", BAD_SHAPE),
                telemetry("a number alone", "42", "", BAD_SHAPE),
                telemetry(
                        "one element that is none",
                        "[{\"ch4\":1},7,[{\"ch4\":2}]]",
                        "ch4=1.0 GOOD ARRIVAL +0",
                        BAD_SHAPE,
                        BAD_SHAPE),
                telemetry("an empty payload", "", "", BAD_JSON),
                telemetry("a broken end costs all", "[{\"ch4\":1},{\"ch4\":2}", "", BAD_JSON),
                telemetry("a second document", "{\"ch4\":1}{\"ch4\":2}", "", BAD_JSON),
                telemetry("too deep", "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}", "", BAD_JSON),
                telemetry("a text too long", "{\"ch4\":\"" + "x".repeat(5_000) + "\"}", "", BAD_JSON),
                telemetry("a byte order mark is harmless", "\uFEFF{\"ch4\":1}", "ch4=1.0 GOOD ARRIVAL +0"),
                telemetry("too many objects", "[" + "{\"ch4\":1},".repeat(1_000) + "{\"ch4\":1}]", "", TOO_MANY),
                telemetry(
                        "too many values",
                        "{"
                                + IntStream.range(0, 10_001)
                                        .mapToObj(i -> "\"p" + i + "\":1")
                                        .collect(Collectors.joining(","))
                                + "}",
                        "",
                        TOO_MANY),
                of(
                        "a position",
                        CARDS,
                        "{\"ts\":NOW,\"tag\":\"P1\",\"zone\":\"W1\",\"event\":\"enter\",\"x\":1,\"y\":2.5,\"z\":-3}",
                        "P1 W1 ENTER 1.0,2.5,-3.0 DEVICE"),
                of(
                        "a fix without zone",
                        CARDS,
                        "{\"tag\":\"P1\",\"event\":\"fix\",\"x\":1,\"y\":2}",
                        "P1 null FIX 1.0,2.0,null ARRIVAL"),
                of(
                        "a bad coordinate does not cost the position",
                        CARDS,
                        "{\"tag\":\"P1\",\"event\":\"fix\",\"x\":\"a\"}",
                        "P1 null FIX null,null,null ARRIVAL",
                        NOT_A_NUMBER),
                of(
                        "a zone the site does not have",
                        CARDS,
                        "{\"tag\":\"P1\",\"zone\":\"W9\",\"event\":\"enter\"}",
                        "",
                        UNKNOWN_ZONE),
                of(
                        "a call for help passes even so",
                        CARDS,
                        "{\"tag\":\"P1\",\"zone\":\"W9\",\"event\":\"sos\",\"ts\":\"?\"}",
                        "P1 null SOS null,null,null REPLACED",
                        BAD_TIME,
                        UNKNOWN_ZONE),
                of("entering needs a zone", CARDS, "{\"tag\":\"P1\",\"event\":\"enter\"}", "", BAD_SHAPE),
                of("a position needs a tag", CARDS, "{\"event\":\"fix\"}", "", BAD_SHAPE),
                of("a tag is an id", CARDS, "{\"tag\":\"a/b\",\"event\":\"fix\"}", "", BAD_SHAPE),
                of("a position needs an event", CARDS, "{\"tag\":\"P1\"}", "", BAD_SHAPE),
                of("an event that is none", CARDS, "{\"tag\":\"P1\",\"event\":\"fly\"}", "", BAD_WORD),
                of("a tag must be a text", CARDS, "{\"tag\":12,\"event\":\"fix\"}", "", BAD_SHAPE),
                of(
                        "several positions",
                        CARDS,
                        "[{\"tag\":\"P1\",\"zone\":\"W1\",\"event\":\"leave\"},{\"tag\":\"P2\",\"event\":\"fix\",\"more\":1}]",
                        "P1 W1 LEAVE null,null,null ARRIVAL ; P2 null FIX null,null,null ARRIVAL",
                        BAD_SHAPE),
                of(
                        "a scene event",
                        CAMERA,
                        "{\"ts\":NOW,\"id\":\"e-7\",\"type\":\"no_helmet\",\"confidence\":0.93,\"snapshot\":\"https://a.example/1.jpg\"}",
                        "e-7 no_helmet 0.93 https://a.example/1.jpg DEVICE"),
                of("the camera itself", CAMERA, "{\"type\":\"offline\"}", "null offline 1.0 null ARRIVAL"),
                of(
                        "a snapshot that is a script",
                        CAMERA,
                        "{\"type\":\"smoke\",\"snapshot\":\"javascript:alert(1)\"}",
                        "null smoke 1.0 null ARRIVAL",
                        BAD_SHAPE),
                of("a scene event needs a type", CAMERA, "{\"confidence\":1}", "", BAD_SHAPE),
                of("a type that is no word", CAMERA, "{\"type\":\"<b>\"}", "", BAD_WORD),
                of("a confidence over 1", CAMERA, "{\"type\":\"smoke\",\"confidence\":93}", "", OUT_OF_RANGE),
                of(
                        "a confidence that is a text",
                        CAMERA,
                        "{\"type\":\"smoke\",\"confidence\":\"high\"}",
                        "",
                        NOT_A_NUMBER),
                of("a status", STATUS, "{\"state\":\"low_battery\"}", "LOW_BATTERY ARRIVAL"),
                of("a state that is none", STATUS, "{\"state\":\"sleepy\"}", "", BAD_WORD),
                of("a status needs a state", STATUS, "{\"ts\":NOW}", "", BAD_SHAPE),
                of("a state must be a text", STATUS, "{\"state\":1}", "", BAD_SHAPE),
                of("an unknown enterprise", "jy/v1/nobody/north/gas-1/telemetry", "{\"ch4\":1}", "", UNKNOWN_DEVICE),
                of("an unknown site", "jy/v1/mine/south/gas-1/telemetry", "{\"ch4\":1}", "", UNKNOWN_DEVICE),
                of("an unknown device", "jy/v1/mine/north/gas-2/telemetry", "{\"ch4\":1}", "", UNKNOWN_DEVICE),
                of("another channel", "jy/v1/mine/north/gas-1/command", "{\"ch4\":1}", "", BAD_TOPIC),
                of("too many levels", "jy/v1/mine/north/gas-1/telemetry/x", "{\"ch4\":1}", "", BAD_TOPIC),
                of("another tree", "$SYS/x", "{\"ch4\":1}", "", BAD_TOPIC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void takesWhatIsGoodAndRefusesWhatIsNot(Case c) {
        IntakeResult result = take(c.topic(), c.payload());

        assertThat(shortForms(result)).containsExactlyElementsOf(c.taken());
        assertThat(codes(result)).containsExactlyInAnyOrderElementsOf(c.refused());
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        for (byte[] bytes : List.of(
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                "{\"甲烷\":1}".getBytes(Charset.forName("GBK")))) {
            assertThat(codes(intake.take(GAS, bytes, NOW))).containsExactly(BAD_ENCODING);
        }
        assertThat(codes(intake.take(GAS, "{\"ch4\":1}".getBytes(StandardCharsets.UTF_16LE), NOW)))
                .containsExactly(BAD_JSON);
    }

    @Test
    void fiveMegabytesAreRefusedUnread() {
        assertThat(codes(intake.take(GAS, new byte[5 * 1024 * 1024], NOW))).containsExactly(TOO_LARGE);
    }

    @Test
    void aRejectNamesTopicReasonAndTheStartOfWhatWasSent() {
        Reject reject = take(GAS, "{\"ch4\":\"" + "高".repeat(400) + "\u0007\"}")
                .rejects()
                .get(0);

        assertThat(reject.enterprise()).isEqualTo("mine");
        assertThat(reject.topic()).isEqualTo(GAS);
        assertThat(reject.receivedAt()).isEqualTo(NOW);
        assertThat(reject.code()).isEqualTo(BAD_JSON);

        Reject text =
                take(GAS, "{\"ch4\":\"" + "高".repeat(400) + "\"}").rejects().get(0);
        assertThat(text.code()).isEqualTo(NOT_A_NUMBER);
        assertThat(text.reason()).isEqualTo("ch4 的值不是有限的数字 / the value of ch4 is not a finite number");
        assertThat(text.sample()).hasSize(256).startsWith("\"ch4\": \"高高");
    }

    @Test
    void aThousandBadValuesAreCountedExactlyAndToldShortly() {
        String payload = "{"
                + IntStream.range(0, 1_000).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","))
                + ",\"ch4\":1}";

        IntakeResult result = take(GAS, payload);

        assertThat(result.refused(UNKNOWN_POINT)).isEqualTo(1_000);
        assertThat(result.rejects()).hasSize(3);
        assertThat(result.rejects().get(2).reason()).endsWith("and 997 more in this message）");
        assertThat(shortForms(result)).containsExactly("ch4=1.0 GOOD ARRIVAL +0");
    }

    @Test
    void twoBareMessagesWithinAMillisecondAreNotARepeat() {
        var first = take(GAS, "{\"ch4\":1}");
        var second = take(GAS, "{\"ch4\":1}");

        assertThat(shortForms(first)).containsExactly("ch4=1.0 GOOD ARRIVAL +0");
        assertThat(shortForms(second)).containsExactly("ch4=1.0 GOOD ARRIVAL +1");
    }

    @Test
    void aChangeOfTheRegisterHoldsFromTheNextMessage() {
        assertThat(codes(take(GAS, "{\"co\":1}"))).containsExactly(UNKNOWN_POINT);

        Device device = register.device("mine/north/gas-1").device();
        var points = new ArrayList<>(device.points());
        points.add(new Point("co", Text.same("co"), "co", "ppm", null, null, Set.of(), Attributes.NONE));
        register.apply(
                100,
                new Device(
                        device.key(), device.name(), device.kind(), device.zone(), Attributes.NONE, points, List.of()));

        assertThat(shortForms(take(GAS, "{\"co\":1}"))).containsExactly("co=1.0 GOOD ARRIVAL +1");
        register.remove("device:mine/north/gas-1");
        assertThat(codes(take(GAS, "{\"co\":1}"))).containsExactly(UNKNOWN_DEVICE);
    }

    @Test
    void aClockThatIsAheadIsReportedWithItsOffset() {
        take(GAS, "{\"ts\":%d,\"ch4\":1}".formatted(MS + 3_600_000));

        assertThat(clocks.reports(10)).singleElement().satisfies(report -> {
            assertThat(report.device().device()).isEqualTo("gas-1");
            assertThat(report.offsetMillis()).isEqualTo(3_600_000);
            assertThat(report.replaced()).isEqualTo(1);
            assertThat(report.backward()).isZero();
        });
    }

    @Test
    void aWrongClockIsToldOnceAMinuteAndCountedEachTime() {
        String ahead = "[{\"ts\":%d,\"ch4\":1},{\"ts\":%d,\"ch4\":2}]".formatted(MS + 3_600_000, MS + 3_601_000);
        IntakeResult first = take(GAS, ahead);
        assertThat(first.refused(BAD_TIME)).isEqualTo(2);
        assertThat(first.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).startsWith("时间比接收时刻超前 3600 s").contains("is 3600 s ahead");
            assertThat(reject.count()).isEqualTo(2);
        });

        IntakeResult soon = intake.take(GAS, bytes(ahead), NOW.plusSeconds(59));
        assertThat(soon.refused(BAD_TIME)).isEqualTo(2);
        assertThat(soon.rejects()).isEmpty();
        assertThat(shortForms(soon)).hasSize(2);
        assertThat(intake.take(GAS, bytes(ahead), NOW.plusSeconds(60)).rejects())
                .hasSize(1);
        assertThat(codes(intake.take(GAS, bytes("{\"ts\":0}"), NOW.plusSeconds(61))))
                .contains(BAD_SHAPE);
    }

    @Test
    void whatStandsWhereAnObjectShouldIsToldInBothLanguages() {
        assertThat(take(GAS, "7").rejects().get(0).reason())
                .isEqualTo("应为 JSON 对象或对象数组，收到的是数字 / a JSON object, or an array of objects, is expected, not a number");
        assertThat(take(GAS, "").rejects().get(0).reason()).isEqualTo("内容为空 / the payload is empty");
        assertThat(take(GAS, "[".repeat(17)).rejects().get(0).reason())
                .startsWith("内容超出限度：至多嵌套 16 层")
                .contains("at most 16 levels");
    }

    @Test
    void aClockThatJumpsBackIsReported() {
        take(GAS, "{\"ts\":%d,\"ch4\":1}".formatted(MS));
        take(GAS, "{\"ts\":%d,\"ch4\":1}".formatted(MS - 10_000));
        take(GAS, "{\"ts\":%d,\"ch4\":1}".formatted(MS + 1));

        assertThat(clocks.reports(10))
                .singleElement()
                .satisfies(report -> assertThat(report.backward()).isEqualTo(1));
    }

    @Test
    void aClockThatIsRightIsNotReported() {
        take(GAS, "{\"ts\":%d,\"ch4\":1}".formatted(MS));
        take(GAS, "{\"ch4\":1}");

        assertThat(clocks.reports(10)).isEmpty();
    }

    private static byte[] bytes(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    private IntakeResult take(String topic, String payload) {
        return intake.take(topic, bytes(payload), NOW);
    }

    private static List<RejectCode> codes(IntakeResult result) {
        return Arrays.stream(RejectCode.values())
                .flatMap(code -> IntStream.range(0, result.refused(code)).mapToObj(i -> code))
                .toList();
    }

    private static List<String> shortForms(IntakeResult result) {
        return result.accepted() == null
                ? List.of()
                : result.accepted().observations().stream()
                        .map(IntakeTest::shortForm)
                        .toList();
    }

    private static String shortForm(Observation observation) {
        if (observation instanceof Reading reading) {
            return "%s=%s %s %s %+d"
                    .formatted(
                            reading.point(),
                            reading.value(),
                            reading.quality(),
                            reading.basis(),
                            reading.at().toEpochMilli() - MS);
        } else if (observation instanceof Position p) {
            return "%s %s %s %s,%s,%s %s".formatted(p.tag(), p.zone(), p.movement(), p.x(), p.y(), p.z(), p.basis());
        } else if (observation instanceof SceneEvent e) {
            return "%s %s %s %s %s".formatted(e.id(), e.type(), e.confidence(), e.snapshot(), e.basis());
        }
        Status status = (Status) observation;
        return status.state() + " " + status.basis();
    }

    @Test
    void goodQualityIsTheDefaultAndDeviceTimeTheRule() {
        var reading = (Reading) take(GAS, "{\"ts\":" + MS + ",\"ch4\":1}")
                .accepted()
                .observations()
                .get(0);
        assertThat(reading).isEqualTo(new Reading("ch4", NOW, 1, Quality.GOOD, TimeBasis.DEVICE));
    }
}
