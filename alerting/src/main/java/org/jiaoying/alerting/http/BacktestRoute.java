package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.foresee.Chains;
import org.jiaoying.alerting.foresee.ForeseenWarning;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.store.RegisterViews;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jspecify.annotations.Nullable;

/**
 * What a rule that is being edited would have done on stored history, beside what it does as it stands: nothing is saved, nobody is
 * called. One at a time for each account; when the reader goes away, it is given up.
 */
final class BacktestRoute {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int CURVE_POINTS = 600;

    private final @Nullable BacktestOverHttp backtests;
    private final Rules rules;
    private final RosterStore rosters;
    private final RegisterViews register;
    private final @Nullable History history;
    private final InstantSource clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param backtests null where none are made */
    BacktestRoute(
            @Nullable BacktestOverHttp backtests,
            Rules rules,
            RosterStore rosters,
            RegisterViews register,
            @Nullable History history,
            InstantSource clock) {
        this.backtests = backtests;
        this.rules = rules;
        this.rosters = rosters;
        this.register = register;
        this.history = history;
        this.clock = clock;
    }

    /** @param present what is in force now; absent for a new rule */
    private record Trial(
            Rule edited,
            Optional<RuleVersion> present,
            @Nullable SiteKey site,
            Instant from,
            Instant to) {}

    void post(RoutingContext context) {
        if (backtests == null) {
            throw new ApiException(
                    503,
                    "no-backtest",
                    "没有配置试算服务，无法在历史数据上试算规则。",
                    "No backtests are configured: rules cannot be tried on history.");
        }
        JsonObject body = Answers.body(context);
        Rule edited = edited(body);
        Instant now = clock.instant();
        Instant to = earlier(Objects.requireNonNullElse(time(body, "to"), now), now);
        Instant from = Objects.requireNonNullElseGet(time(body, "from"), () -> to.minus(USUAL));
        if (!from.isBefore(to) || from.isBefore(to.minus(LONGEST))) {
            throw ApiException.invalid("from 须早于 to，且间隔不超过 31 天。", "from must be before to, by at most 31 days.");
        }
        SiteKey site = site(body.getString("site"));
        String account = Guard.account(context).login();
        if (!underWay.add(account)) {
            throw new ApiException(
                    409,
                    "backtest-under-way",
                    "您有一次试算还在进行，请等它完成或先取消。",
                    "A backtest of yours is still under way. Wait for it, or cancel it.");
        }
        Answers.json(
                context,
                rules.versions(edited.id())
                        .map(versions -> new Trial(edited, inForce(versions), site, from, to))
                        .compose(trial -> tried(context, backtests, trial))
                        .onComplete(done -> underWay.remove(account)));
    }

    private Future<JsonObject> tried(RoutingContext context, BacktestOverHttp other, Trial trial) {
        List<Rule> both = Stream.concat(
                        trial.present().flatMap(BacktestRoute::parsed).stream(), Stream.of(trial.edited()))
                .map(rule -> rule.withMode(Rule.Mode.LIVE))
                .toList();
        BacktestOverHttp.Asking asking = other.ask(trial.site(), trial.from(), trial.to(), both);
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                asking.hangUp();
            }
        });
        return asking.result()
                .compose(result -> rosters.read().compose(roster -> {
                    var chains = new Chains(roster);
                    List<List<ForeseenWarning>> warnings = new ArrayList<>();
                    result.runs()
                            .forEach(run -> warnings.add(
                                    ForeseenWarning.of(TracedBreach.of(run.transitions()), trial.to(), chains)));
                    var answer = new BacktestAnswer(
                            trial.edited(),
                            trial.from(),
                            trial.to(),
                            both.size() == 2 ? warnings.get(0) : List.of(),
                            warnings.get(warnings.size() - 1));
                    return register.devices(answer.devices())
                            .compose(devices -> curve(answer, devices)
                                    .map(curve -> answer.document(devices)
                                            .put("messages", result.messages())
                                            .put("present", present(trial))
                                            .put(
                                                    "faults",
                                                    result.runs()
                                                            .get(both.size() - 1)
                                                            .faults())
                                            .put("curve", curve.orElse(null))));
                }));
    }

    /** Of the point of the gravest warning; none where that cannot be had: the rest is worth reading without. */
    private Future<Optional<JsonObject>> curve(BacktestAnswer answer, Map<String, JsonObject> devices) {
        Optional<TracedBreach> shown = answer.shown();
        if (history == null || shown.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        TracedBreach breach = shown.get();
        String point = Objects.requireNonNull(breach.opened().point());
        return history.values(breach.opened().device(), point, answer.from(), answer.to(), CURVE_POINTS)
                .map(values -> values.isEmpty()
                        ? Optional.<JsonObject>empty()
                        : Optional.of(answer.curve(breach, values, devices)))
                .otherwise(Optional.empty());
    }

    private static @Nullable JsonObject present(Trial trial) {
        return trial.present()
                .map(version -> new JsonObject()
                        .put("version", version.version())
                        .put(
                                "mode",
                                parsed(version).map(rule -> rule.mode().code()).orElse("off")))
                .orElse(null);
    }

    private static Optional<RuleVersion> inForce(List<RuleVersion> versions) {
        return versions.stream().findFirst().filter(newest -> !newest.removed());
    }

    /** A version that today's parser refuses finds nothing, as in detection. */
    private static Optional<Rule> parsed(RuleVersion version) {
        try {
            return Optional.of(RuleParser.rule(version.ruleId(), version.document()));
        } catch (RuleFaultsException unreadable) {
            return Optional.empty();
        }
    }

    private static Rule edited(JsonObject body) {
        try {
            List<Rule> found = RuleParser.file("rule", RuleRoutes.text(body));
            if (found.size() == 1) {
                return found.get(0);
            }
        } catch (RuleFaultsException e) {
            var faults = new JsonArray();
            e.faults().forEach(fault -> faults.add(FaultJson.of(fault)));
            throw new ApiException(
                    422,
                    "invalid-content",
                    new Text("规则有错误，改正后才能试算。", "The rule has faults. Correct them first."),
                    Map.of(),
                    new JsonObject().put("faults", faults));
        }
        throw new RefusedException(RefusedException.Code.INVALID, new Text("一次试算一条规则", "one rule is tried at a time"));
    }

    private static @Nullable SiteKey site(@Nullable String text) {
        try {
            return text == null ? null : SiteKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("场所应写作 企业/场所。", "A site is written enterprise/site.");
        }
    }

    private static @Nullable Instant time(JsonObject body, String name) {
        return Answers.time(body.getString(name));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
