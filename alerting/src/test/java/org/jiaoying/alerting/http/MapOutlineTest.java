package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.fixture.Engine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an installation's own outline may be, what is refused at the start, and which tile services are let in. */
class MapOutlineTest {
    private static final String SQUARE = "[[[112.8, 35.4], [113, 35.4], [113, 35.6], [112.8, 35.6], [112.8, 35.4]]]";
    private static final String POST = """
            {"type": "Feature", "properties": {"kind": "rescue", "name": "救护队", "phone": "0356-119"},
             "geometry": {"type": "Point", "coordinates": [113, 35.5, 780]}}""";

    @TempDir
    Path folder;

    private MapOutline read(String text) {
        return MapOutline.of(file(text.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("outline.geojson"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String features(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }

    private static String area(String properties, String type, String coordinates) {
        return "{\"type\": \"Feature\", \"properties\": " + properties + ", \"geometry\": {\"type\": \"" + type
                + "\", \"coordinates\": " + coordinates + "}}";
    }

    @Test
    @DisplayName(
            "An own outline: polygons with holes, several in one, a name in one language, a post; nothing else leaves the server")
    void anOwnOutline() {
        MapOutline outline =
                read("\uFEFF{\"type\": \"FeatureCollection\", \"title\": \"某县 审图号\", \"secret\": 1, \"features\": ["
                        + area("{\"name\": \"西乡\", \"owner\": \"x\"}", "Polygon", SQUARE)
                        + "," + area("null", "MultiPolygon", "[" + SQUARE + "," + SQUARE + "]") + "," + POST + "]}");

        JsonObject document = outline.document();
        assertThat(document.fieldNames()).containsExactlyInAnyOrder("title", "areas", "posts");
        assertThat(document.getJsonObject("title").getString("en")).isEqualTo("某县 审图号");
        JsonArray areas = document.getJsonArray("areas");
        assertThat(areas.getJsonObject(0).fieldNames()).containsExactlyInAnyOrder("name", "rings");
        assertThat(areas.getJsonObject(1).getValue("name")).isNull();
        assertThat(areas.getJsonObject(1).getJsonArray("rings")).hasSize(2);
        assertThat(document.getJsonArray("posts").getJsonObject(0).encode())
                .isEqualTo(new JsonObject()
                        .put("kind", "rescue")
                        .put("name", new JsonObject().put("zh", "救护队").put("en", "救护队"))
                        .put("phone", "0356-119")
                        .put("lon", 113.0)
                        .put("lat", 35.5)
                        .encode());
    }

    @Test
    @DisplayName("The demo's county is read, and is said to be made up; without a setting there is nothing to draw on")
    void theDemo() {
        JsonObject demo = MapOutline.of("demo").document();
        assertThat(demo.getJsonObject("title").getString("zh")).contains("虚构");
        assertThat(demo.getJsonArray("posts")).hasSize(3);
        assertThat(MapOutline.of("").document().getJsonArray("areas")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.md", "console.zh-CN.md"})
    @DisplayName("The example and the tile service of the documentation are taken")
    void theDocumentation(String name) throws IOException {
        String page = Files.readString(Path.of("../docs", name));
        Matcher example = Pattern.compile("(?s)```json\n(\\{\"type\": \"FeatureCollection\".*?)```")
                .matcher(page);
        assertThat(example.find()).isTrue();
        JsonObject document = read(example.group(1)).document();
        assertThat(document.getJsonArray("areas")).hasSize(1);
        assertThat(document.getJsonArray("posts")).hasSize(1);
        Matcher tiles = Pattern.compile("`(https://\\S+\\{z}\\S+)`").matcher(page);
        assertThat(tiles.find()).isTrue();
        assertThat(MapTiles.of(tiles.group(1)).origin()).isEqualTo("https://t0.tianditu.gov.cn");
    }

    private record Bad(String code, String text, String says) {}

    private static final List<Bad> BAD = List.of(
            new Bad("outline-not-json", "", "outline.geojson"),
            new Bad("outline-not-json", "{\"type\": \"Feature", "outline.geojson"),
            new Bad("outline-not-json", "[1]", "outline.geojson"),
            new Bad("outline-not-json", "{\"a\":".repeat(5_000), "outline.geojson"),
            new Bad("outline-not-geojson", "{}", "FeatureCollection"),
            new Bad("outline-not-geojson", "{\"type\": \"FeatureCollection\", \"features\": 7}", "wrong kind"),
            new Bad("outline-not-geojson", features("null"), "features[0]: has no geometry"),
            new Bad("outline-not-geojson", features("7"), "features[0]: a value is of the wrong kind"),
            new Bad(
                    "outline-not-geojson",
                    features(POST, area("{}", "LineString", SQUARE)),
                    "features[1]: 'LineString'"),
            new Bad("outline-not-geojson", features(area("{}", "Polygon", "[]")), "no ring"),
            new Bad("outline-not-geojson", features(area("{}", "Polygon", "[null]")), "four positions"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{}", "Polygon", SQUARE.replace("[112.8, 35.4]]]", "[1, 1]]]"))),
                    "not closed"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{}", "Polygon", SQUARE.replace("113,", "37512345,"))),
                    "180 degrees"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{}", "Polygon", SQUARE.replace("113,", "1e999,"))),
                    "180 degrees"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{}", "Polygon", SQUARE.replace("113,", "\"113\","))),
                    "wrong kind"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{}", "Polygon", SQUARE.replace("113,", "null,"))),
                    "180 degrees"),
            new Bad("outline-not-geojson", features(area("{\"name\": [1]}", "Polygon", SQUARE)), "wrong kind"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{\"name\": {\"zh\": null}}", "Polygon", SQUARE)),
                    "a name is empty"),
            new Bad(
                    "outline-not-geojson",
                    features(area("{\"name\": \"" + "长".repeat(61) + "\"}", "Polygon", SQUARE)),
                    "longer than 60"),
            new Bad("outline-not-geojson", features(POST.replace("\"rescue\"", "null")), "neither rescue nor store"),
            new Bad("outline-not-geojson", features(POST.replace("\"救护队\"", "null")), "no name"),
            new Bad("outline-not-geojson", features(POST.replace("\"0356-119\"", "null")), "phone"),
            new Bad("outline-not-geojson", features(POST.replace("0356-119", "119;ext=1")), "phone"),
            new Bad("outline-not-geojson", features((POST + ",").repeat(2_000) + POST), "2000 features"));

    @ParameterizedTest
    @FieldSource("BAD")
    @DisplayName("What is no outline is refused with a code, and where it is wrong")
    void refused(Bad bad) {
        MapException failure = catchThrowableOfType(MapException.class, () -> read(bad.text()));
        assertThat(failure.code()).isEqualTo(bad.code());
        assertThat(failure).hasMessageStartingWith("JY_HTTP_MAP_OUTLINE [" + bad.code() + "]");
        assertThat(failure).hasMessageContaining(bad.says());
    }

    @Test
    @DisplayName("A file over 2 MB and one that is not there are refused")
    void tooLargeOrAbsent() {
        byte[] large = new byte[MapOutline.MAX_BYTES + 1];
        assertThat(catchThrowableOfType(
                                MapException.class,
                                () -> MapOutline.of(file(large).toString()))
                        .code())
                .isEqualTo("outline-too-large");
        for (String path : List.of(folder.resolve("none").toString(), folder.toString(), "a\0b")) {
            assertThat(catchThrowableOfType(MapException.class, () -> MapOutline.of(path))
                            .code())
                    .isEqualTo("outline-unreadable");
        }
    }

    @Test
    @DisplayName("The server does not start with an outline or a tile service that cannot be used")
    void theServerDoesNotStart() {
        Path bad = file("{}".getBytes(StandardCharsets.UTF_8));
        try (Engine engine = Engine.fresh()) {
            for (Map<String, String> settings : List.of(
                    Map.of("JY_HTTP_MAP_OUTLINE", bad.toString()),
                    Map.of("JY_HTTP_MAP_TILES", "http://tiles.example/{z}/{x}/{y}"))) {
                assertThatThrownBy(() -> Served.start(engine, HttpSettings.from(settings)))
                        .isInstanceOf(MapException.class)
                        .hasMessageContaining(settings.keySet().iterator().next());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tiles.example/{z}/{x}/{y}.png",
                "https://tiles.example/{z}/{x}",
                "https://user:pass@tiles.example/{z}/{x}/{y}",
                "https://{x}.tiles.example/{z}/{x}/{y}",
                "https://tiles.example;script-src/{z}/{x}/{y}",
                "https://tiles.example script-src *//{z}/{x}/{y}",
                "https://*.example/{z}/{x}/{y}",
                "https:///{z}/{x}/{y}",
                "tiles.example/{z}/{x}/{y}",
                "javascript:alert(1)//{z}/{x}/{y}"
            })
    @DisplayName(
            "Only https and a plain host are let into the pages' policy; a refusal does not tell the service's key")
    void tilesRefused(String template) {
        MapException failure = catchThrowableOfType(MapException.class, () -> MapTiles.of(template + "?tk=geheim"));
        assertThat(failure.code()).isEqualTo("tiles-bad-address");
        assertThat(failure).hasMessageNotContaining("geheim");
    }

    @Test
    @DisplayName("A tile service opens the policy for its own host only; without one nothing is opened")
    void tilesTaken() {
        assertThat(MapTiles.of("https://T0.tiles.example:8443/wmts?m={z}&r={y}&c={x}&tk=k")
                        .origin())
                .isEqualTo("https://t0.tiles.example:8443");
        assertThat(MapTiles.of("").origin()).isEmpty();
    }
}
