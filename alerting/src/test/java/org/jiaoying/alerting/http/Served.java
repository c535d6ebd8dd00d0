package org.jiaoying.alerting.http;

import static org.jiaoying.alerting.fixture.Engine.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.desk.WarningDesk;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.HandClock;
import org.jiaoying.alerting.rule.RuleBook;
import org.jiaoying.alerting.signin.PasswordHash;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.store.ReadStores;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.alerting.store.RuleStore;
import org.jspecify.annotations.Nullable;

/** Alerting's inside with its HTTP interface on a free port, and a client that signs in by name. */
public final class Served implements AutoCloseable {
    /** The demo's accounts, each with its name as password; {@code zhang} is the first of the chain. */
    public static final String OFFICER = "officer";

    public static final String ADMIN = "admin";
    public static final String MINE = "demo-mine";
    public static final String SLOPE = "demo-slope";
    public static final String ZHANG = "zhang";

    public final Engine engine;
    public final ApiServer server;
    public final HandClock deskClock;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(Engine engine, String historyUrl, boolean firstInstance) {
        this.engine = engine;
        this.deskClock = new HandClock(engine.clock.instant());
        this.server = await(ApiServer.start(
                engine.vertx,
                new HttpSettings("127.0.0.1", 0, historyUrl, false, false, Duration.ofMillis(200)),
                parts(engine, deskClock)));
        if (firstInstance) {
            account(OFFICER, Role.OFFICER, null, null);
            account(ADMIN, Role.ADMINISTRATOR, null, null);
            account(MINE, Role.ENTERPRISE, "demo-mine", null);
            account(SLOPE, Role.ENTERPRISE, "demo-slope", null);
            account(ZHANG, Role.OFFICIAL, null, "zhang");
            register();
        }
    }

    public static Served fresh() {
        return fresh("");
    }

    public static Served fresh(String historyUrl) {
        return new Served(Engine.fresh(), historyUrl, true);
    }

    /** A second instance on the same database. */
    public Served beside() {
        return new Served(new Engine(engine.database, engine.clock), "", false);
    }

    private static ApiServer.Parts parts(Engine engine, InstantSource deskClock) {
        var answers = new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation);
        return new ApiServer.Parts(
                ReadStores.on(engine.vertx, engine.database, engine.pool, engine.transactions, engine.clock),
                engine.transactions,
                new WarningDesk(engine.transactions, engine.warnings, answers, engine.escalation, () -> {}),
                new RuleBook(engine.transactions, new RuleStore(engine.pool), () -> {}),
                engine.clock,
                deskClock,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private void account(String login, Role role, @Nullable String enterprise, @Nullable String person) {
        // A cheap hash: tests sign in often.
        await(engine.transactions.run(work -> new AccountStore(engine.pool)
                .put(work, login, role, enterprise, person, true, PasswordHash.of(login, 1_000))));
    }

    private void register() {
        entry("enterprise:demo-mine", "enterprise", "demo-mine", null, null, """
                {"name": {"zh": "示范煤矿", "en": "Demo mine"}}""");
        entry("site:demo-mine/north", "site", "demo-mine", "north", null, """
                {"name": {"zh": "北矿", "en": "North mine"}, "kind": "coal-mine", "timeZone": "Asia/Shanghai",
                 "region": "141082", "zones": [{"id": "face", "name": {"zh": "T1 掘进面", "en": "Heading T1"}}]}""");
        entry("device:demo-mine/north/gas-1", "device", "demo-mine", "north", "gas-1", """
                {"name": {"zh": "甲烷传感器 1 号", "en": "Methane sensor 1"}, "kind": "gas-sensor", "zone": "face",
                 "attributes": {"alarm": "1.0"},
                 "points": [{"id": "ch4", "name": {"zh": "甲烷", "en": "CH4"}, "quantity": "ch4", "unit": "%",
                   "attributes": {"cut": "1.5"}}]}""");
        entry("enterprise:demo-slope", "enterprise", "demo-slope", null, null, """
                {"name": {"zh": "示范露天矿", "en": "Demo slope"}}""");
        entry("site:demo-slope/east", "site", "demo-slope", "east", null, """
                {"name": {"zh": "东坡", "en": "East slope"}, "kind": "open-pit", "timeZone": "Asia/Shanghai",
                 "region": "141082", "zones": []}""");
        entry("device:demo-slope/east/gnss-1", "device", "demo-slope", "east", "gnss-1", """
                {"name": {"zh": "位移 1 号", "en": "Displacement 1"}, "kind": "gnss", "points": []}""");
    }

    private void entry(
            String key,
            String kind,
            String enterprise,
            @Nullable String site,
            @Nullable String device,
            String document) {
        await(engine.transactions.run(work -> new org.jiaoying.alerting.store.RegisterStore()
                .put(work, key, kind, enterprise, site, device, 1, new JsonObject(document))));
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A request under way. */
    public final class Asking {
        private final HttpRequest.Builder request;

        private Asking(String method, String path, @Nullable String body) {
            request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
            }
        }

        /** By HTTP Basic, with the name as the password. */
        public Asking as(String account) {
            return as(account, account);
        }

        public Asking as(String account, String password) {
            byte[] pair = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
            return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }

        public Asking with(String header, String value) {
            request.setHeader(header, value);
            return this;
        }

        public HttpResponse<String> send() {
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        public int status() {
            return send().statusCode();
        }

        public JsonObject json() {
            HttpResponse<String> response = send();
            return new JsonObject(response.body()).put("status-code", response.statusCode());
        }

        HttpRequest build() {
            return request.build();
        }
    }

    public Asking get(String path) {
        return new Asking("GET", path, null);
    }

    public Asking post(String path, JsonObject body) {
        return new Asking("POST", path, body.encode());
    }

    public Asking ask(String method, String path, @Nullable String body) {
        return new Asking(method, path, body);
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        await(server.close());
        engine.close();
    }
}
