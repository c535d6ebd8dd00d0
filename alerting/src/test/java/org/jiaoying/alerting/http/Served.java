package org.jiaoying.alerting.http;

import static org.jiaoying.alerting.fixture.Engine.await;

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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.HandClock;
import org.jiaoying.alerting.rule.RuleBook;
import org.jiaoying.alerting.signin.PasswordHash;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.store.BaselineStore;
import org.jiaoying.alerting.store.ReadStores;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.Normal;
import org.jspecify.annotations.Nullable;

/** Alerting's inside with its HTTP interface on a free port, and a client that signs in by name. */
public final class Served implements AutoCloseable {
    /** The demo's accounts, each with its name as password; {@code zhang} is the first of the chain. */
    public static final String OFFICER = "officer";

    public static final String ADMIN = "admin";
    public static final String MINE = "demo-mine";
    public static final String SLOPE = "demo-slope";
    public static final String ZHANG = "zhang";

    /** What the history part is asked with. */
    static final String HISTORY_TOKEN = "token-of-the-history";

    /** What the part that tries rules is asked with. */
    static final String BACKTEST_TOKEN = "token-of-the-backtests";

    /** What figures may be asked with instead of an account. */
    static final String REPORT_TOKEN = "token-of-the-reports";

    public final Engine engine;
    public final HandClock deskClock;
    private final String historyUrl;
    private final String publicUrl;
    private String pdfFont = "";
    private String mapTiles = "";
    private String backtestUrl = "";
    private ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(Engine engine, String historyUrl, String publicUrl, boolean firstInstance) {
        this.engine = engine;
        this.deskClock = new HandClock(engine.clock.instant());
        this.historyUrl = historyUrl;
        this.publicUrl = publicUrl;
        this.server = serve(0);
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
        return new Served(Engine.fresh(), historyUrl, "", true);
    }

    /** One whose texts carry links, as if it were reached there from outside. */
    public static Served linked(String publicUrl) {
        return new Served(Engine.linked(publicUrl), "", publicUrl, true);
    }

    /** A second instance on the same database. */
    public Served beside() {
        return new Served(new Engine(engine.database, engine.clock), "", publicUrl, false);
    }

    private ApiServer serve(int port) {
        return await(ApiServer.start(
                engine.vertx,
                new HttpSettings(
                        "127.0.0.1",
                        port,
                        historyUrl,
                        HISTORY_TOKEN,
                        backtestUrl,
                        BACKTEST_TOKEN,
                        REPORT_TOKEN,
                        false,
                        false,
                        Duration.ofMillis(200),
                        publicUrl,
                        pdfFont,
                        "demo",
                        mapTiles),
                parts(engine, deskClock)));
    }

    /** Starts a server of its own on an engine, with those settings. */
    static ApiServer start(Engine engine, HttpSettings settings) {
        return await(ApiServer.start(engine.vertx, settings, parts(engine, engine.clock)));
    }

    /** As when the server is restarted: its port refuses connections until {@link #serveAgain}. */
    public void stopServing() {
        await(server.close());
    }

    public void serveAgain() {
        server = serve(server.port());
    }

    /** As where its setting names that font. */
    public void serveWithFont(String file) {
        pdfFont = file;
        stopServing();
        serveAgain();
    }

    /** As where its setting names that tile service. */
    public void serveWithTiles(String template) {
        mapTiles = template;
        stopServing();
        serveAgain();
    }

    /** As where its setting names that part to try rules. */
    public void serveWithBacktests(String url) {
        backtestUrl = url;
        stopServing();
        serveAgain();
    }

    /** Writes a fact into a site's entry of the register. */
    public void siteAttribute(String key, String name, String value) {
        engine.execute("update register_entry set document = jsonb_set(jsonb_set(document, '{attributes}',"
                + " coalesce(document->'attributes', '{}')), '{attributes," + name + "}', to_jsonb('"
                + value.replace("'", "''") + "'::text)) where key = 'site:" + key + "'");
    }

    /** Puts the rule in force that the engine's breaches name. */
    public void rule() {
        int version = await(new RuleBook(engine.transactions, new RuleStore(engine.pool), () -> {})
                .put("gas-limit", RULE, null, Actor.part("test"), "first version"));
        if (version != 1) {
            throw new IllegalStateException("version " + version);
        }
    }

    /** A desk with two shifts, a handover that waits at it, and a code that waits to come back. */
    public void duty() {
        engine.load("""
                organisations: [{id: town, name: 青山镇, kind: township}]
                people:
                  - {id: day, name: 白, phones: ["13800000021"]}
                  - {id: night, name: 夜, phones: ["13800000022"]}
                rosters:
                  - id: town-desk
                    name: 镇值班室
                    organisation: town
                    since: 2026-01-01
                    handover: 10m
                    shifts:
                      - {name: 白班, from: "08:00", to: "20:00", people: [day]}
                      - {name: 夜班, from: "20:00", to: "08:00", people: [night]}
                leaves: [{person: day, from: 2026-05-01, to: 2026-05-02, stand-in: night, reason: 年休}]
                overrides: [{roster: town-desk, from: 2026-05-03, to: 2026-05-04, person: night, reason: 换班}]
                policies: [{level: orange, from: 2026-01-01, answer: 10m}]
                """);
        engine.execute("insert into handover (id, roster_id, at, from_person, to_person, warnings, due) values"
                + " ('town-desk@2026-03-01T00:00:00Z', 'town-desk', '2026-03-01T00:00:00Z', 'night', 'day', '[]',"
                + " '2026-03-01T00:10:00Z')");
        engine.execute("insert into contact_code (person_id, channel, address, code_hash, sent_at, expires_at) values"
                + " ('zhang', 'sms', '8613800000001', encode(sha256('8613800000001|123456'), 'hex'),"
                + " '2026-02-28T23:50:00Z', '2026-03-01T00:20:00Z')");
    }

    private static final String RULE = """
            {"id": "gas-limit", "hazard": "gas", "title": {"zh": "甲烷超限", "en": "Methane over its limit"},
             "clause": "AQ 6201-2019", "from": "2020-01-01", "subject": {"quantity": "ch4"}, "kind": "threshold",
             "side": "above", "levels": {"yellow": 0.8, "orange": "alarm", "red": "cut"},
             "say": {"zh": "甲烷浓度超过报警值", "en": "Methane over the alarm limit"},
             "advice": {"zh": "断电撤人", "en": "Cut power, move people out"}}
            """;

    /** Gives an entry of the register another name, in both languages. */
    public void rename(String key, String name) {
        engine.execute("update register_entry set document = jsonb_set(document, '{name}', jsonb_build_object('zh', '"
                + name.replace("'", "''") + "', 'en', '" + name.replace("'", "''") + "')) where key = '" + key + "'");
    }

    /** Registers another device of the mine, with a point for methane. */
    public void device(String id, String name, String zone) {
        entry("device:demo-mine/north/" + id, "device", "demo-mine", "north", id, """
                {"name": {"zh": "%s", "en": "%s"}, "kind": "gas-sensor", "zone": "%s", "attributes": {},
                 "points": [{"id": "ch4", "name": {"zh": "甲烷", "en": "CH4"}, "quantity": "ch4", "unit": "%%",
                   "attributes": {}}]}""".formatted(name, id, zone));
    }

    /** An officer acknowledges the open warning of a hazard on behalf of a person. */
    public void acknowledge(String hazard, String person, String note) {
        String id = engine.rows("select id from warning where hazard = '" + hazard + "' and state <> 'CLOSED'")
                .get(0);
        int status = post(
                        "/api/v1/warnings/" + id + "/acknowledge",
                        new JsonObject().put("person", person).put("note", note))
                .as(OFFICER)
                .status();
        if (status != 204) {
            throw new IllegalStateException("acknowledge: " + status);
        }
    }

    /** What a gateway refused, as the reader of its topic writes it. */
    public void reject(String enterprise, String code, String topic, String reason, String sample, int count) {
        engine.execute("insert into reject_count (enterprise, code, day, count) values ('" + enterprise + "', '" + code
                + "', '2026-03-01', " + count + ")");
        engine.execute("insert into reject_sample (enterprise, code, topic, received_at, reason, sample) values ('"
                + enterprise + "', '" + code + "', '" + topic + "', '" + engine.clock.instant() + "', '"
                + reason.replace("'", "''") + "', '" + sample.replace("'", "''") + "')");
    }

    /** Inspection 1 by a department with danger 1 that it found; inspection 2 by the enterprise itself, which found nothing. */
    public void danger() {
        engine.execute(
                "insert into inspection (kind, enterprise, site, day, inspector, summary, entered_at, entered_by)"
                        + " values ('DEPARTMENT', 'demo-mine', 'north', '2026-02-20', '县应急管理局', '专项检查',"
                        + " '2026-02-20T08:00:00Z', 'account:officer'),"
                        + " ('SELF', 'demo-mine', null, '2026-02-21', '安全科', '月度自查', '2026-02-21T08:00:00Z', 'account:demo-mine')");
        engine.execute("insert into inspection_measure (inspection_id, kind, day, people, note, entered_at, entered_by)"
                + " values (1, 'EXPOSED', '2026-02-22', 0, '约谈主要负责人', '2026-02-22T08:00:00Z', 'account:officer')");
        engine.execute(
                "insert into danger (enterprise, site, place, what, grave, inspection_id, state, found_on, deadline,"
                        + " responsible, entered_at, entered_by, changed_at) values ('demo-mine', 'north', 'T1 掘进面',"
                        + " '局部通风机无备用电源', true, 1, 'FOUND', '2026-02-20', '2026-02-27', '安全矿长', '2026-02-20T08:00:00Z',"
                        + " 'account:officer', '2026-02-20T08:00:00Z')");
        engine.execute(
                "insert into danger_step (danger_id, seq, event, state, day, deadline, responsible, note, at, actor)"
                        + " values (1, 1, 'FOUND', 'FOUND', '2026-02-20', '2026-02-27', '安全矿长', '', '2026-02-20T08:00:00Z',"
                        + " 'account:officer')");
    }

    /** What is normal at a point of a demo device, as the reader of its topic writes it. */
    public void baseline(DeviceKey device, String point, int version) {
        var normal = new Baseline(
                device,
                point,
                version,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"),
                ZoneId.of("Asia/Shanghai"),
                Map.of("ordinary/workday/08", new Normal(0.4, 0.02, 120)));
        await(engine.transactions.run(work -> new BaselineStore(engine.pool).put(work, normal)));
    }

    private static ApiServer.Parts parts(Engine engine, InstantSource deskClock) {
        return new ApiServer.Parts(
                ReadStores.on(
                        engine.vertx,
                        engine.database,
                        engine.pool,
                        engine.transactions,
                        engine.clock,
                        Duration.ofDays(365)),
                engine.transactions,
                engine.desk,
                engine.links,
                new RuleBook(engine.transactions, new RuleStore(engine.pool), () -> {}),
                new Channels(List.of(new Carriers("sms"), new Carriers("voice"))),
                engine.clock,
                deskClock,
                engine.meters);
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
                 "region": "141082", "attributes": {"lat": "0.52", "lon": "0.36"},
                 "zones": [{"id": "face", "name": {"zh": "T1 掘进面", "en": "Heading T1"}, "attributes": {"cut": "1.5"}}]}""");
        entry("device:demo-mine/north/gas-1", "device", "demo-mine", "north", "gas-1", """
                {"name": {"zh": "甲烷传感器 1 号", "en": "Methane sensor 1"}, "kind": "gas-sensor", "zone": "face",
                 "attributes": {"alarm": "9.9"},
                 "points": [{"id": "ch4", "name": {"zh": "甲烷", "en": "CH4"}, "quantity": "ch4", "unit": "%",
                   "attributes": {"alarm": "1.0"}}]}""");
        entry("enterprise:demo-slope", "enterprise", "demo-slope", null, null, """
                {"name": {"zh": "示范露天矿", "en": "Demo slope"}}""");
        entry("site:demo-slope/east", "site", "demo-slope", "east", null, """
                {"name": {"zh": "东坡", "en": "East slope"}, "kind": "open-pit", "timeZone": "Asia/Shanghai",
                 "region": "141082", "attributes": {"lat": "0.31", "lon": "0.71"}, "zones": []}""");
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

    /** A channel with two carriers, the first of which is away; nothing is sent by it. */
    private record Carriers(String name) implements Channel {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, 268, name.equals("voice"), false, Rate.perSecond(50));
        }

        @Override
        public List<Carrier> carriers() {
            return List.of(new Carrier(name + "-first", false), new Carrier(name + "-second", reachable()));
        }

        @Override
        public boolean reachable() {
            return name.equals("sms");
        }

        @Override
        public CompletionStage<Submission> send(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int window() {
            return 1;
        }

        @Override
        public Duration handOverWithin() {
            return Duration.ofSeconds(1);
        }
    }
}
