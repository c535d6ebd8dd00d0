package org.jiaoying.alerting.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The outline that sites are drawn on, and the rescue teams and stores on it, read from GeoJSON (RFC 7946). Only what is known and
 * checked is passed on; nothing else of the file leaves the server.
 *
 * @param document what {@code GET /map} answers with
 */
record MapOutline(JsonObject document) {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int MAX_FEATURES = 2_000;
    private static final int MAX_NAME = 60;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{1,22}[0-9]");

    /**
     * Reads it.
     *
     * @param source a file; {@code demo}: the made-up county; empty: nothing is drawn under the sites
     * @throws MapException if the file cannot be used
     */
    static MapOutline of(String source) {
        if (source.isBlank()) {
            return new MapOutline(new JsonObject()
                    .putNull("title")
                    .put("areas", new JsonArray())
                    .put("posts", new JsonArray()));
        }
        byte[] bytes = source.equals("demo") ? demo() : file(source);
        if (bytes.length > MAX_BYTES) {
            throw refused("outline-too-large", source + " has more than " + MAX_BYTES + " bytes");
        }
        JsonObject collection;
        try {
            collection = new JsonObject(unmarked(new String(bytes, StandardCharsets.UTF_8)));
        } catch (DecodeException e) {
            throw refused("outline-not-json", source + ": " + firstLine(e));
        }
        try {
            return read(collection);
        } catch (ClassCastException e) {
            throw refused("outline-not-geojson", source + ": a value is of the wrong kind");
        } catch (IllegalArgumentException e) {
            throw refused("outline-not-geojson", source + ": " + e.getMessage());
        }
    }

    private static MapException refused(String code, String detail) {
        return new MapException("JY_HTTP_MAP_OUTLINE", code, detail);
    }

    /** Without the mark of byte order that some programs write before the text. */
    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String firstLine(DecodeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static byte[] demo() {
        try (InputStream county = MapOutline.class.getResourceAsStream("demo-county.geojson")) {
            return Objects.requireNonNull(county).readAllBytes();
        } catch (IOException e) {
            throw refused("outline-unreadable", "demo: " + e.getMessage());
        }
    }

    private static byte[] file(String name) {
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            return file.readNBytes(MAX_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw refused("outline-unreadable", name + ": " + e.getMessage());
        }
    }

    private static MapOutline read(JsonObject collection) {
        JsonArray features = collection.getJsonArray("features");
        if (!"FeatureCollection".equals(collection.getString("type")) || features == null) {
            throw new IllegalArgumentException("is not a FeatureCollection");
        }
        if (features.size() > MAX_FEATURES) {
            throw new IllegalArgumentException("has more than " + MAX_FEATURES + " features");
        }
        var areas = new JsonArray();
        var posts = new JsonArray();
        for (int i = 0; i < features.size(); i++) {
            try {
                add(features.getJsonObject(i), areas, posts);
            } catch (ClassCastException e) {
                throw new IllegalArgumentException("features[" + i + "]: a value is of the wrong kind", e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("features[" + i + "]: " + e.getMessage(), e);
            }
        }
        return new MapOutline(new JsonObject()
                .put("title", name(collection.getValue("title")))
                .put("areas", areas)
                .put("posts", posts));
    }

    private static void add(@Nullable JsonObject feature, JsonArray areas, JsonArray posts) {
        JsonObject geometry = feature == null ? null : feature.getJsonObject("geometry");
        if (feature == null || geometry == null) {
            throw new IllegalArgumentException("has no geometry");
        }
        JsonObject properties = feature.getJsonObject("properties");
        JsonObject said = properties == null ? new JsonObject() : properties;
        JsonArray coordinates = geometry.getJsonArray("coordinates");
        String type = text(geometry, "type", "");
        if (coordinates == null) {
            throw new IllegalArgumentException("has no coordinates");
        }
        switch (type) {
            case "Polygon" -> areas.add(area(said, rings(coordinates, new JsonArray())));
            case "MultiPolygon" -> {
                var rings = new JsonArray();
                for (int i = 0; i < coordinates.size(); i++) {
                    rings(coordinates.getJsonArray(i), rings);
                }
                areas.add(area(said, rings));
            }
            case "Point" -> posts.add(post(said, position(coordinates)));
            default -> throw new IllegalArgumentException("'" + type + "' is neither Polygon, MultiPolygon nor Point");
        }
    }

    private static JsonObject area(JsonObject said, JsonArray rings) {
        return new JsonObject().put("name", name(said.getValue("name"))).put("rings", rings);
    }

    private static JsonArray rings(@Nullable JsonArray polygon, JsonArray rings) {
        if (polygon == null || polygon.isEmpty()) {
            throw new IllegalArgumentException("a polygon has no ring");
        }
        for (int i = 0; i < polygon.size(); i++) {
            rings.add(ring(polygon.getJsonArray(i)));
        }
        return rings;
    }

    /** RFC 7946, 3.1.6: four positions or more, the first and last alike. */
    private static JsonArray ring(@Nullable JsonArray line) {
        if (line == null || line.size() < 4) {
            throw new IllegalArgumentException("a ring has fewer than four positions");
        }
        var ring = new JsonArray();
        for (int i = 0; i < line.size(); i++) {
            ring.add(position(line.getJsonArray(i)));
        }
        if (!ring.getJsonArray(0).equals(ring.getJsonArray(ring.size() - 1))) {
            throw new IllegalArgumentException("a ring is not closed");
        }
        return ring;
    }

    private static JsonArray position(@Nullable JsonArray pair) {
        if (pair == null || pair.size() < 2) {
            throw new IllegalArgumentException("a position is not [longitude, latitude]");
        }
        return new JsonArray().add(degrees(pair.getDouble(0), 180)).add(degrees(pair.getDouble(1), 90));
    }

    private static double degrees(@Nullable Double value, int most) {
        if (value == null || !(Math.abs(value) <= most)) {
            throw new IllegalArgumentException("a position lies outside -" + most + " to " + most + " degrees");
        }
        return value;
    }

    private static JsonObject post(JsonObject said, JsonArray position) {
        String kind = text(said, "kind", "");
        if (!kind.equals("rescue") && !kind.equals("store")) {
            throw new IllegalArgumentException("a Point's kind is neither rescue nor store");
        }
        JsonObject name = name(said.getValue("name"));
        if (name == null) {
            throw new IllegalArgumentException("a Point has no name");
        }
        String phone = text(said, "phone", "");
        if (!PHONE.matcher(phone).matches()) {
            throw new IllegalArgumentException("a Point's phone is not a number: digits, blanks and '-', 3 to 24");
        }
        return new JsonObject()
                .put("kind", kind)
                .put("name", name)
                .put("phone", phone)
                .put("lon", position.getDouble(0))
                .put("lat", position.getDouble(1));
    }

    /** One text for both languages, or {@code {zh, en}} with one at least. */
    private static @Nullable JsonObject name(@Nullable Object said) {
        if (said == null) {
            return null;
        }
        JsonObject both = said instanceof String text ? new JsonObject().put("zh", text) : (JsonObject) said;
        String zh = text(both, "zh", text(both, "en", ""));
        String en = text(both, "en", zh);
        if (zh.isBlank() || en.isBlank() || zh.length() > MAX_NAME || en.length() > MAX_NAME) {
            throw new IllegalArgumentException("a name is empty or longer than " + MAX_NAME + " characters");
        }
        return new JsonObject().put("zh", zh).put("en", en);
    }

    private static String text(JsonObject object, String name, String otherwise) {
        return object.getValue(name) == null ? otherwise : (String) object.getValue(name);
    }
}
