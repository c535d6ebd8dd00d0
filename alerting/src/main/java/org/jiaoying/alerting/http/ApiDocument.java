package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaoying.alerting.signin.Role;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document: what is served to readers, what requests are checked against, and who may use what, are one file.
 *
 * @param text as it is served
 */
record ApiDocument(String text, JsonObject root) {
    private static final String RESOURCE = "/openapi.yaml";
    static final String BASE = "/api/v1";
    private static final String ROLES = "x-roles";

    /** Reads it from the class path. */
    static ApiDocument load() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            @SuppressWarnings("unchecked")
            var root = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
            return new ApiDocument(text, new JsonObject(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /**
     * The contract that requests are checked against: without the answers, since the library takes only a few content types
     * there (and neither problem documents nor event streams).
     */
    Future<OpenAPIContract> contract(Vertx vertx) {
        JsonObject requests = root.copy();
        // Who may use what is the guard's business, and comes before the library's place for it.
        requests.remove("security");
        operations(requests).forEach(operation -> {
            operation.remove("security");
            if (takesWorkbook(operation)) {
                // Nor a body that is neither text nor a form.
                operation.remove("requestBody");
            }
            JsonObject answers = operation.getJsonObject("responses");
            for (String status : Set.copyOf(answers.fieldNames())) {
                answers.put(status, new JsonObject().put("description", status));
            }
        });
        requests.getJsonObject("components").remove("responses");
        // The library wants a whole address where the document, rightly, has only the path; the path is what it goes
        // by.
        requests.getJsonArray("servers").getJsonObject(0).put("url", "http://localhost" + BASE);
        return OpenAPIContract.from(vertx, requests);
    }

    /** Every operation's node. */
    private static Stream<JsonObject> operations(JsonObject root) {
        JsonObject paths = root.getJsonObject("paths");
        return paths.fieldNames().stream()
                .map(paths::getJsonObject)
                .flatMap(path -> path.fieldNames().stream().map(path::getJsonObject));
    }

    private JsonObject operation(String id) {
        return operations(root)
                .filter(operation -> id.equals(operation.getString("operationId")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    /** Whether the body of an operation is a workbook. */
    boolean takesWorkbook(String operationId) {
        return takesWorkbook(operation(operationId));
    }

    private static boolean takesWorkbook(JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody");
        JsonObject content = body == null ? null : body.getJsonObject("content");
        return content != null && content.containsKey(RosterRoutes.WORKBOOK);
    }

    /** Whether an operation may be asked with the report token instead of an account. */
    boolean takesReportToken(String operationId) {
        JsonArray security = operation(operationId).getJsonArray("security", new JsonArray());
        return security.stream().anyMatch(way -> way instanceof JsonObject named && named.containsKey("report"));
    }

    /** Who may use an operation; empty for everybody, signed in or not. */
    Optional<Set<Role>> roles(String operationId) {
        JsonObject operation = operation(operationId);
        JsonArray security = operation.getJsonArray("security");
        if (security != null && security.isEmpty()) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        JsonArray named = operation.getJsonArray(ROLES);
        for (int i = 0; i < named.size(); i++) {
            String code = named.getString(i);
            roles.add(Role.of(code).orElseThrow(() -> new IllegalStateException(operationId + " names role " + code)));
        }
        return Optional.of(roles);
    }
}
