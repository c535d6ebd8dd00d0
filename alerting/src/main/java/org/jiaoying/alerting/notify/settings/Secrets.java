package org.jiaoying.alerting.notify.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds a secret where the settings say it is: {@code env:NAME} or {@code file:/path}. A secret never stands in the file itself. */
final class Secrets {
    private static final int MOST_BYTES = 16 * 1024;

    private final Map<String, String> environment;

    Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException with a message that completes "'…' ", and never holds the secret */
    String read(String reference) {
        if (reference.startsWith("env:")) {
            String value = environment.get(reference.substring(4));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("is not set");
            }
            return value.strip();
        }
        if (reference.startsWith("file:")) {
            return readFile(Path.of(reference.substring(5)));
        }
        throw new IllegalArgumentException("must say where the secret is: env:NAME or file:/path");
    }

    private static String readFile(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("is too large for a secret");
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("is empty");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read", e);
        }
    }
}
