package org.jiaoying.standalone.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads {@code deploy/} as Docker and Kubernetes do. */
final class DeployFiles {
    static final Path DEPLOY = Path.of("..", "deploy");

    /** One container as it is started. */
    record Container(Path file, String name, List<String> command, Map<String, String> environment) {}

    private DeployFiles() {}

    static List<Path> yaml() {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Object> documents(Path file) {
        var documents = new ArrayList<Object>();
        try {
            new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadAllFromString(Files.readString(file))
                    .forEach(documents::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** The containers of the compose file and of the Kubernetes files that start a part of ours. */
    static List<Container> ourParts() {
        var containers = new ArrayList<Container>();
        Path compose = DEPLOY.resolve("compose.yaml");
        map(map(documents(compose).get(0)).get("services")).forEach((name, service) -> {
            Map<String, Object> started = merged(map(service));
            containers.add(new Container(
                    compose, name, texts(started.get("command")), environment(started.get("environment"))));
        });
        for (Path file : yaml()) {
            for (Object document : documents(file)) {
                walk(document, (key, value) -> {
                    if (key.equals("containers")) {
                        for (Object container : (List<?>) value) {
                            containers.add(kubernetes(file, map(container)));
                        }
                    }
                });
            }
        }
        return containers.stream()
                .filter(container -> container.environment().keySet().stream().anyMatch(name -> name.startsWith("JY_")))
                .toList();
    }

    private static Container kubernetes(Path file, Map<String, Object> container) {
        var environment = new TreeMap<String, String>();
        Object entries = container.getOrDefault("env", List.of());
        for (Object entry : (List<?>) entries) {
            environment.put(String.valueOf(map(entry).get("name")), value(file, map(entry)));
        }
        return new Container(file, String.valueOf(container.get("name")), texts(container.get("args")), environment);
    }

    /** As given, as our settings say, or in braces where only the installation knows it. */
    private static String value(Path file, Map<String, Object> entry) {
        if (entry.get("value") != null) {
            return String.valueOf(entry.get("value"));
        }
        Map<String, Object> from = map(entry.get("valueFrom"));
        Object setting = from.get("configMapKeyRef");
        return setting == null
                ? from.toString()
                : settings(file.resolveSibling("settings.env"))
                        .getProperty(String.valueOf(map(setting).get("key")));
    }

    private static Properties settings(Path file) {
        var settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** YAML's merge key, which the parser leaves to its caller. */
    private static Map<String, Object> merged(Map<String, Object> service) {
        var merged = new LinkedHashMap<String, Object>();
        if (service.get("<<") != null) {
            merged.putAll(map(service.get("<<")));
        }
        merged.putAll(service);
        return merged;
    }

    private static Map<String, String> environment(Object node) {
        var environment = new TreeMap<String, String>();
        if (node != null) {
            merged(map(node)).forEach((name, value) -> environment.put(name, String.valueOf(value)));
        }
        return environment;
    }

    private static List<String> texts(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    /** Visits every key of a tree. */
    static void walk(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(String.valueOf(key), value);
                walk(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> walk(element, visitor));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
