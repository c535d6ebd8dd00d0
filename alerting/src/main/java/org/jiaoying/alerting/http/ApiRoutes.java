package org.jiaoying.alerting.http;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.InputTrustHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.danger.Dangers;
import org.jiaoying.alerting.desk.RosterDesk;
import org.jiaoying.alerting.handover.HandoverKeeper;
import org.jiaoying.alerting.inspection.Inspections;
import org.jiaoying.alerting.live.LiveStream;
import org.jiaoying.alerting.measure.StandingGauges;
import org.jiaoying.alerting.paper.Fonts;
import org.jiaoying.alerting.rest.Rests;
import org.jiaoying.alerting.signin.Accounts;
import org.jiaoying.alerting.signin.SignIn;
import org.jiaoying.alerting.store.ReadStores;
import org.jiaoying.alerting.verify.ContactVerifier;

/**
 * Every operation of the API document with what answers it. A request passes in this order: is it from here; who asks, and may
 * they; is its body of the right kind and size; does it fit the document; then its route.
 */
final class ApiRoutes {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_RULE_BYTES = 256 * 1024;
    private static final int MAX_WORKBOOK_BYTES = 8 * 1024 * 1024;
    private static final Set<String> LARGE = Set.of("putRule", "checkRule", "backtestRule", "editRoster");

    private final Vertx vertx;
    private final ApiServer.Parts parts;
    private final ApiDocument document = ApiDocument.load();
    private final Guard guard;
    private final StandingGauges standing;
    private final Map<String, Handler<RoutingContext>> operations = new LinkedHashMap<>();

    ApiRoutes(
            Vertx vertx,
            HttpSettings settings,
            ApiServer.Parts parts,
            SignIn signIn,
            Accounts accounts,
            LiveStream stream,
            MapRoute map) {
        this.vertx = vertx;
        this.parts = parts;
        this.guard = new Guard(signIn, settings);
        this.standing = new StandingGauges(parts.stores().standing(), parts.meters());
        ReadStores stores = parts.stores();
        var warnings = new WarningRoutes(stores.warnings(), stores.details(), parts.warnings(), parts.clock());
        var history = settings.historyUrl().isEmpty()
                ? null
                : new HistoryOverHttp(vertx, settings.historyUrl(), settings.historyToken());
        name(warnings);
        var evidence = new EvidenceRoute(warnings, stores.details(), parts.rules(), history, parts.clock());
        name(evidence);
        name(new SurroundingsRoute(
                warnings, stores.details(), stores.register(), parts.rules(), history, parts.clock()));
        var papers = new Papers(vertx, parts.transactions(), Fonts.of(settings.pdfFont()));
        var records = new RecordRoute(warnings, stores.details(), stores.figures(), evidence, papers, parts.clock());
        operations.put("getRecord", records::get);
        name(new DrillRoutes(warnings, parts.warnings(), stores.figures(), parts.transactions(), parts.clock()));
        operations.put("getWarningLoad", new LoadRoute(stores.load(), parts.clock())::get);
        name(new RestRoutes(new Rests(parts.transactions())));
        operations.put("listChannels", new ChannelRoutes(parts.channels(), stores.channels(), parts.clock())::list);
        DangerRoutes dangers = dangers(stores);
        name(dangers);
        name(new ReportRoutes(
                stores.reports(),
                stores.reportSettings(),
                stores.figures(),
                stores.warnings(),
                stores.register(),
                stores.inspections(),
                dangers,
                records,
                parts.transactions(),
                papers,
                parts.clock()));
        operations.put("getMap", map::get);
        name(new RuleRoutes(parts.rules(), stores.shadows()));
        var backtests = settings.backtestUrl().isEmpty()
                ? null
                : new BacktestOverHttp(vertx, settings.backtestUrl(), settings.backtestToken());
        operations.put(
                "backtestRule",
                new BacktestRoute(backtests, parts.rules(), stores.rosters(), stores.register(), history, parts.clock())
                        ::post);
        name(new ReadRoutes(
                stores.register(),
                stores.people(),
                stores.duty(),
                stores.rejects(),
                stores.feeds(),
                stores.audit(),
                stores.baselines(),
                parts.clock()));
        name(new AccountRoutes(signIn, accounts, guard));
        name(new RosterRoutes(
                new RosterDesk(vertx, stores.rosters()),
                stores.duty(),
                stores.dutyCalendar(),
                new HandoverKeeper(parts.transactions(), stores.handovers(), stores.outbox()),
                stores.handovers(),
                new ContactVerifier(
                        parts.transactions(),
                        parts.clock(),
                        stores.contacts(),
                        stores.outbox(),
                        Duration.ZERO,
                        () -> {})));
        operations.put("exportAudit", new AuditExport(stores.auditLines())::send);
        operations.put("stream", new StreamRoute(stream, signIn, stores.accounts())::serve);
        operations.put("getHealth", this::health);
        operations.put("getMetrics", this::metrics);
        operations.put("getOpenApi", this::openApi);
    }

    private DangerRoutes dangers(ReadStores stores) {
        return new DangerRoutes(
                new Dangers(parts.transactions(), stores.dangers(), stores.inspections(), stores.reportSettings()),
                new Inspections(parts.transactions(), stores.inspections(), stores.dangers(), stores.reportSettings()),
                stores.dangers(),
                stores.inspections(),
                stores.reportSettings(),
                parts.clock());
    }

    private void name(DangerRoutes dangers) {
        operations.put("listDangers", dangers::list);
        operations.put("getDanger", dangers::get);
        operations.put("enterDanger", dangers::enter);
        operations.put("stepDanger", dangers::step);
        operations.put("listInspections", dangers::listInspections);
        operations.put("getInspection", dangers::getInspection);
        operations.put("enterInspection", dangers::enterInspection);
        operations.put("noteMeasure", dangers::noteMeasure);
        operations.put("withdrawInspection", dangers::withdrawInspection);
    }

    private void name(ReportRoutes reports) {
        operations.put("getReportSetting", reports::getSetting);
        operations.put("putReportSetting", reports::putSetting);
        operations.put("getMonthlyTable", reports::monthly);
        operations.put("getShiftReport", reports::shift);
        operations.put("getAnswerReport", reports::statistics);
        operations.put("getDangerHistory", reports::history);
    }

    private void name(WarningRoutes warnings) {
        operations.put("listWarnings", warnings::list);
        operations.put("getWarning", warnings::get);
        operations.put("listCalls", warnings::calls);
        operations.put("acknowledgeWarning", warnings::acknowledge);
        operations.put("reportOnWarning", warnings::feedback);
        operations.put("escalateWarning", warnings::escalate);
        operations.put("shelveWarning", warnings::shelve);
        operations.put("unshelveWarning", warnings::unshelve);
        operations.put("closeWarning", warnings::close);
    }

    private void name(EvidenceRoute evidence) {
        operations.put("getEvidence", evidence::get);
    }

    private void name(SurroundingsRoute surroundings) {
        operations.put("getSurroundings", surroundings::get);
        operations.put("getHeadcount", surroundings::headcount);
    }

    private void name(RestRoutes rests) {
        operations.put("listRests", rests::list);
        operations.put("beginRest", rests::begin);
        operations.put("endRest", rests::end);
    }

    private void name(DrillRoutes drills) {
        operations.put("knockOnDoor", drills::knock);
        operations.put("listUnreached", drills::unreached);
        operations.put("startDrill", drills::start);
        operations.put("listDrills", drills::list);
        operations.put("getFigures", drills::figures);
        operations.put("getStatistics", drills::statistics);
    }

    private void name(RuleRoutes rules) {
        operations.put("listRules", rules::list);
        operations.put("getRule", rules::versions);
        operations.put("listRuleVersions", rules::versions);
        operations.put("diffRule", rules::diff);
        operations.put("putRule", rules::put);
        operations.put("rollBackRule", rules::rollBack);
        operations.put("setRuleMode", rules::mode);
        operations.put("removeRule", rules::remove);
        operations.put("listRuleFaults", rules::faults);
        operations.put("listRuleShadow", rules::shadow);
        operations.put("checkRule", rules::check);
        operations.put("getRuleSchema", rules::schema);
    }

    private void name(ReadRoutes reading) {
        operations.put("listSites", reading::sites);
        operations.put("listDevices", reading::devices);
        operations.put("listPeople", reading::people);
        operations.put("listRosters", reading::rosters);
        operations.put("listRejects", reading::rejects);
        operations.put("listFeeds", reading::feeds);
        operations.put("listBaselines", reading::baselines);
        operations.put("listAudit", reading::audit);
    }

    private void name(RosterRoutes rosters) {
        operations.put("getDutyAnswer", rosters::answer);
        operations.put("getDutyCalendar", rosters::calendar);
        operations.put("editRoster", rosters::edit);
        operations.put("getRosterEntry", rosters::entry);
        operations.put("importRoster", rosters::importWorkbook);
        operations.put("exportRoster", rosters::exportWorkbook);
        operations.put("withdrawFromRoster", rosters::withdraw);
        operations.put("listOrganisations", rosters::organisations);
        operations.put("listPolicies", rosters::policies);
        operations.put("listHandovers", rosters::handovers);
        operations.put("confirmHandover", rosters::confirm);
        operations.put("sendContactCode", rosters::sendCode);
        operations.put("confirmContact", rosters::confirmCode);
    }

    private void name(AccountRoutes accounts) {
        operations.put("getSession", accounts::me);
        operations.put("signIn", accounts::signIn);
        operations.put("signOut", accounts::signOut);
        operations.put("listAccounts", accounts::list);
        operations.put("putAccount", accounts::put);
    }

    /** The API as a router; fails if the document and the routes do not fit each other. */
    Future<Router> router() {
        return document.contract(vertx).map(contract -> {
            RouterBuilder builder = RouterBuilder.create(vertx, contract);
            RequestValidator validator = RequestValidator.create(vertx, contract);
            Set<String> unknown = new java.util.TreeSet<>(operations.keySet());
            for (OpenAPIRoute route : builder.getRoutes()) {
                add(route, validator);
                unknown.remove(route.getOperation().getOperationId());
            }
            if (!unknown.isEmpty()) {
                throw new IllegalStateException("the API document does not describe " + unknown);
            }
            return builder.createRouter();
        });
    }

    private void add(OpenAPIRoute route, RequestValidator validator) {
        Operation operation = route.getOperation();
        String id = operation.getOperationId();
        Handler<RoutingContext> answer = operations.get(id);
        if (answer == null) {
            throw new IllegalStateException("nothing answers operation " + id);
        }
        var roles = document.roles(id);
        // The document's own checks would come before it is known who asks: they are made here, afterwards.
        route.setDoSecurity(false).setDoValidation(false);
        route.addHandler((PlatformHandler) context -> measure(context, id));
        route.addHandler((SecurityPolicyHandler) context -> {
            if (document.takesReportToken(id) && guard.hasReportToken(context)) {
                context.next();
            } else {
                guard.admit(context, roles);
            }
        });
        if (operation.getRequestBody() != null) {
            route.addHandler((SecurityPolicyHandler) ApiRoutes::requireJson);
            route.addHandler(
                    BodyHandler.create(false).setBodyLimit(LARGE.contains(id) ? MAX_RULE_BYTES : MAX_BODY_BYTES));
        }
        if (document.takesWorkbook(id)) {
            route.addHandler((SecurityPolicyHandler) ApiRoutes::requireWorkbook);
            route.addHandler(BodyHandler.create(false).setBodyLimit(MAX_WORKBOOK_BYTES));
        }
        route.addHandler((InputTrustHandler) context -> validate(context, operation, validator));
        route.addHandler(answer);
        route.addFailureHandler(Problems::answer);
    }

    private void measure(RoutingContext context, String operation) {
        Timer.Sample sample = Timer.start(parts.meters());
        context.addEndHandler(ended -> sample.stop(Timer.builder("jiaoying.http.requests")
                .tag("operation", operation)
                .tag("status", Integer.toString(context.response().getStatusCode()))
                .register(parts.meters())));
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }

    private static void requireJson(RoutingContext context) {
        require(context, "application/json");
    }

    private static void requireWorkbook(RoutingContext context) {
        require(context, RosterRoutes.WORKBOOK);
    }

    private static void require(RoutingContext context, String wanted) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String bare = type == null ? "" : type.split(";", 2)[0].strip();
        if (bare.equalsIgnoreCase(wanted)) {
            context.next();
        } else {
            context.fail(415);
        }
    }

    private static void validate(RoutingContext context, Operation operation, RequestValidator validator) {
        encodeAgain(context.request().params());
        RequestExtractor.withBodyHandler()
                .extractValidatableRequest(context, operation)
                .compose(request -> validator.validate(request, operation.getOperationId()))
                .onComplete(
                        checked -> {
                            context.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, checked);
                            context.next();
                        },
                        context::fail);
    }

    /** The extractor decodes what is decoded already; without this, no percent sign and no plus would come through. */
    private static void encodeAgain(MultiMap query) {
        for (String name : List.copyOf(query.names())) {
            query.set(
                    name,
                    query.getAll(name).stream()
                            .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                            .toList());
        }
    }

    private void health(RoutingContext context) {
        parts.stores()
                .health()
                .health(parts.clock().instant())
                .onComplete(
                        health -> {
                            context.response()
                                    .setStatusCode(health.getString("status").equals("well") ? 200 : 503)
                                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                            context.end(health.toBuffer());
                        },
                        context::fail);
    }

    private void metrics(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        // Gathering is quick, but it visits every meter: not on the event loop.
        standing.refresh(parts.clock().instant())
                .compose(read -> vertx.executeBlocking(() -> parts.meters().scrape(), false))
                .onComplete(context::end, context::fail);
    }

    private void openApi(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8");
        context.end(document.text());
    }
}
