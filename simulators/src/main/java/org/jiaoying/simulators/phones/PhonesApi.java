package org.jiaoying.simulators.phones;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a visitor read and answer the texts of the simulated phones, from a browser or a program. On the loopback address, without
 * sign-in; requests that a foreign web page makes the visitor's browser send are refused.
 *
 * <p>{@code GET /} a page; {@code GET /phones}; {@code GET /phones/{number}/messages}; {@code POST /phones/{number}/reply} with
 * {@code {"text"}}; {@code GET|PUT /phones/{number}/behaviour}. Errors are {@code {"code", "message"}}.
 */
public final class PhonesApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhonesApi.class);
    private static final int MAX_BODY = 8_192;
    private static final int MAX_TEXT = 1_000;
    private static final int THREADS = 4;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, String> PAGE = Map.of(
            "/", "text/html; charset=utf-8",
            "/phones.js", "text/javascript; charset=utf-8",
            "/phones.css", "text/css; charset=utf-8");

    private final SmsCenter center;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final HttpServer server;
    private final ExecutorService threads;

    /** A request that is answered with an error. */
    private static final class ApiException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        ApiException(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private record Answer(int status, String type, byte[] body) {}

    /** @param port 0 for any free one */
    public PhonesApi(SmsCenter center, int port) throws IOException {
        this.center = center;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        var number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "phones-api-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange request) throws IOException {
        try (request) {
            Answer answer;
            try {
                refuseForeign(request);
                answer = route(request);
            } catch (ApiException e) {
                answer = error(e.status, e.code, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("a request to the phones failed", e);
                answer = error(500, "internal", "the phones failed; see their log");
            }
            write(request, answer);
        }
    }

    /** A page of another origin may make a browser send requests here; no such page is meant to answer a warning. */
    private static void refuseForeign(HttpExchange request) throws ApiException {
        String host = request.getRequestHeaders().getFirst("Host");
        if (host != null && !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            throw new ApiException(403, "foreign-host", "this answers only as localhost");
        }
        String origin = request.getRequestHeaders().getFirst("Origin");
        if (origin != null && (host == null || !origin.equals("http://" + host))) {
            throw new ApiException(403, "foreign-origin", "requests from pages of other origins are refused");
        }
    }

    private Answer route(HttpExchange request) throws ApiException, IOException {
        String method = request.getRequestMethod();
        List<String> path = path(request);
        if (path.size() <= 1 && PAGE.containsKey("/" + String.join("", path))) {
            allow(request, method, "GET");
            return page("/" + String.join("", path));
        }
        if (path.equals(List.of("phones"))) {
            allow(request, method, "GET");
            return ok(200, center.phones().stream().map(PhoneJson::phone).toList());
        }
        if (path.size() == 3 && path.get(0).equals("phones")) {
            return phone(request, method, path.get(1), path.get(2));
        }
        throw new ApiException(404, "not-found", "no such address; see GET /phones");
    }

    private Answer phone(HttpExchange request, String method, String number, String what)
            throws ApiException, IOException {
        if (!Set.of("messages", "reply", "behaviour").contains(what)) {
            throw new ApiException(404, "not-found", "a phone has messages, reply and behaviour");
        }
        PhoneView phone = center.phone(number)
                .orElseThrow(() -> new ApiException(404, "unknown-phone", "no such phone; see GET /phones"));
        return switch (what) {
            case "messages" -> {
                allow(request, method, "GET");
                yield ok(200, PhoneJson.messages(phone));
            }
            case "reply" -> {
                allow(request, method, "POST");
                yield reply(request, phone);
            }
            default -> {
                allow(request, method, "GET", "PUT");
                if (method.equals("PUT")) {
                    center.behave(number, behaviour(body(request)));
                }
                yield ok(
                        200,
                        PhoneJson.behaviour(center.phone(number).orElse(phone).behaviour()));
            }
        };
    }

    private Answer reply(HttpExchange request, PhoneView phone) throws ApiException, IOException {
        JsonNode text = body(request).get("text");
        if (text == null || !text.isTextual() || text.asText().isBlank()) {
            throw new ApiException(
                    400, "bad-text", "the body must be {\"text\": \"...\"} with a text that is not blank");
        }
        if (text.asText().length() > MAX_TEXT) {
            throw new ApiException(400, "bad-text", "a text has at most " + MAX_TEXT + " characters");
        }
        String id = center.reply(phone.number(), text.asText())
                .orElseThrow(() -> new ApiException(409, "phone-off", "the phone is off or unreachable"));
        return ok(202, Map.of("id", id));
    }

    private static Behaviour behaviour(JsonNode body) throws ApiException {
        try {
            return PhoneJson.behaviour(body);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "bad-behaviour", String.valueOf(e.getMessage()));
        }
    }

    private static List<String> path(HttpExchange request) throws ApiException {
        String raw = request.getRequestURI().getRawPath();
        if (raw == null || raw.length() > 200) {
            throw new ApiException(404, "not-found", "no such address; see GET /phones");
        }
        try {
            return Arrays.stream(raw.split("/"))
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "bad-address", "the address is not encoded as it should be");
        }
    }

    private static void allow(HttpExchange request, String method, String... allowed) throws ApiException {
        if (!List.of(allowed).contains(method)) {
            request.getResponseHeaders().set("Allow", String.join(", ", allowed));
            throw new ApiException(405, "method-not-allowed", "allowed here: " + String.join(", ", allowed));
        }
    }

    private JsonNode body(HttpExchange request) throws ApiException, IOException {
        byte[] octets;
        try (InputStream in = request.getRequestBody()) {
            octets = in.readNBytes(MAX_BODY + 1);
        }
        if (octets.length > MAX_BODY) {
            throw new ApiException(413, "too-large", "a body has at most " + MAX_BODY + " octets");
        }
        try {
            JsonNode body = json.readTree(octets);
            if (body == null || !body.isObject()) {
                throw new ApiException(400, "bad-json", "the body must be a JSON object");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "bad-json", "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private Answer page(String path) throws IOException {
        String file = path.equals("/") ? "index.html" : path.substring(1);
        try (@Nullable InputStream in = PhonesApi.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new Answer(200, String.valueOf(PAGE.get(path)), in.readAllBytes());
        }
    }

    private Answer ok(int status, Object body) throws IOException {
        return new Answer(status, "application/json; charset=utf-8", json.writeValueAsBytes(body));
    }

    private Answer error(int status, String code, String message) throws IOException {
        return ok(status, Map.of("code", code, "message", message));
    }

    private static void write(HttpExchange request, Answer answer) throws IOException {
        var headers = request.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'");
        boolean head = request.getRequestMethod().equals("HEAD");
        request.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
        if (!head) {
            try (OutputStream out = request.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
