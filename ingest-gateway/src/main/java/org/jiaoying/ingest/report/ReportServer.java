package org.jiaoying.ingest.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server for questions from within: each path has one {@link Page}. With a token, every path but {@code /health}
 * wants {@code Authorization: Bearer TOKEN}; without one it may only listen on the loopback address.
 *
 * <p>Four threads answer ({@code report-N}).
 */
public final class ReportServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportServer.class);
    private static final int THREADS = 4;
    private static final int BACKLOG = 50;

    /** Answers the questions of one path. */
    @FunctionalInterface
    public interface Page {
        /** @param parameters of the query, the last of each name */
        Answer answer(Map<String, String> parameters);
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Page> pages;
    private final String token;

    private ReportServer(HttpServer server, String token, Map<String, Page> pages) {
        this.server = server;
        this.token = token;
        this.pages = Map.copyOf(pages);
        this.threads = Executors.newFixedThreadPool(THREADS, runnable -> {
            var thread = new Thread(runnable, "report");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts it.
     *
     * @param port 0 for a free one
     * @param token empty for none
     * @throws IllegalArgumentException if it would listen to others without a token
     */
    public static ReportServer start(String host, int port, String token, Map<String, Page> pages) {
        var address = new InetSocketAddress(host, port);
        if (token.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "without a token it may only listen on the loopback address, not on " + host);
        }
        try {
            var server = new ReportServer(HttpServer.create(address, BACKLOG), token, pages);
            server.server.setExecutor(server.threads);
            server.server.createContext("/", server::handle);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Page page = pages.get(path);
        if (page == null) {
            return Answer.problem(404, "not-found", "there is nothing at this path");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.problem(405, "method-not-allowed", "only GET");
        }
        if (!path.equals("/health") && !mayAsk(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.problem(401, "unauthorized", "send Authorization: Bearer and the token");
        }
        try {
            return page.answer(parameters(exchange.getRequestURI().getRawQuery()));
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, "bad-request", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", path, e);
            return Answer.problem(500, "failed", "the answer could not be made; the log says why");
        }
    }

    private boolean mayAsk(@Nullable String authorization) {
        return token.isEmpty()
                || MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                        String.valueOf(authorization).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", 50)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
