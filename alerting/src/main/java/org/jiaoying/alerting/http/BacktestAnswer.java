package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaoying.alerting.foresee.Compared;
import org.jiaoying.alerting.foresee.ForeseenCall;
import org.jiaoying.alerting.foresee.ForeseenWarning;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.foresee.WarningLoad;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;

/**
 * A backtest as the API tells it.
 *
 * @param before what the rule in force would have raised
 * @param after what the edited one would have
 */
record BacktestAnswer(
        Rule edited, Instant from, Instant to, List<ForeseenWarning> before, List<ForeseenWarning> after) {
    private static final int MOST_ROWS = 200;
    private static final int MOST_POINTS = 5;

    /** @param devices by key, as the register shows them */
    JsonObject document(Map<String, JsonObject> devices) {
        List<Compared> compared = Compared.of(before, after);
        var rows = new JsonArray();
        compared.stream().limit(MOST_ROWS).forEach(one -> rows.add(row(one, devices)));
        return new JsonObject()
                .put("rule", edited.id())
                .put("from", from.toString())
                .put("to", to.toString())
                .put("before", counts(before))
                .put("after", counts(after))
                .put("warnings", rows)
                .put("more", compared.size() - rows.size())
                .put("load", load());
    }

    private static JsonObject counts(List<ForeseenWarning> warnings) {
        var byLevel = new JsonObject();
        for (Level level : Level.values()) {
            byLevel.put(
                    level.code(),
                    warnings.stream().filter(warning -> warning.peak() == level).count());
        }
        return new JsonObject()
                .put("warnings", warnings.size())
                .put(
                        "breaches",
                        warnings.stream()
                                .mapToInt(warning -> warning.breaches().size())
                                .sum())
                .put("levels", byLevel);
    }

    private JsonObject row(Compared compared, Map<String, JsonObject> devices) {
        ForeseenWarning warning = compared.warning();
        BreachTransition first = warning.breaches().get(0).opened();
        var points = new JsonArray();
        warning.breaches().stream()
                .map(breach -> name(breach, devices))
                .distinct()
                .limit(MOST_POINTS)
                .forEach(points::add);
        Level was = compared.before();
        return new JsonObject()
                .put("change", compared.change().name().toLowerCase(Locale.ROOT))
                .put("site", warning.site().toString())
                .put("level", warning.peak().code())
                .put("levelBefore", was == null ? null : was.code())
                .put("from", warning.from().toString())
                .put("until", warning.until().toString())
                .put("open", warning.breaches().stream().anyMatch(breach -> breach.cleared() == null))
                .put("breaches", warning.breaches().size())
                .put("points", points)
                .put("reason", TextJson.of(first.reason()))
                .put(
                        "called",
                        new JsonArray(warning.calls().stream()
                                .filter(ForeseenCall::atOnce)
                                .map(ForeseenCall::person)
                                .distinct()
                                .toList()));
    }

    /** Each person's calls, before and after, the busiest after the edit first. */
    private JsonArray load() {
        Duration whole = Duration.between(from, to);
        Map<String, WarningLoad> was = byPerson(WarningLoad.of(before, whole));
        Map<String, WarningLoad> is = byPerson(WarningLoad.of(after, whole));
        Set<String> people = new TreeSet<>(was.keySet());
        people.addAll(is.keySet());
        Stream<JsonObject> rows = people.stream()
                .map(person -> {
                    WarningLoad then = is.getOrDefault(person, new WarningLoad(person, 0, 0, 0, 0));
                    return new JsonObject()
                            .put("person", person)
                            .put(
                                    "before",
                                    was.getOrDefault(person, new WarningLoad(person, 0, 0, 0, 0))
                                            .notifications())
                            .put("after", then.notifications())
                            .put("mostInTenMinutes", then.most())
                            .put("bearable", then.bearable());
                })
                .sorted(Comparator.comparing((JsonObject row) -> -row.getInteger("after")));
        return new JsonArray(rows.toList());
    }

    private static Map<String, WarningLoad> byPerson(List<WarningLoad> loads) {
        var byPerson = new LinkedHashMap<String, WarningLoad>();
        loads.forEach(load -> byPerson.put(load.person(), load));
        return byPerson;
    }

    /** The devices that are named in it. */
    Collection<String> devices() {
        return breaches()
                .map(breach -> breach.opened().device().toString())
                .distinct()
                .toList();
    }

    /** The breach whose curve says most: the gravest of a point, after the edit if there is one. */
    Optional<TracedBreach> shown() {
        return Stream.of(after, before)
                .map(warnings -> warnings.stream()
                        .flatMap(warning -> warning.breaches().stream())
                        .filter(breach -> breach.opened().point() != null)
                        .max(Comparator.comparing(TracedBreach::peak)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The curve of a breach's point over the whole time, with the limits that it was held against and each step. */
    JsonObject curve(TracedBreach breach, JsonArray values, Map<String, JsonObject> devices) {
        var limits = new TreeMap<Level, Double>();
        var steps = new JsonArray();
        breaches().filter(other -> other.subject().equals(breach.subject())).forEach(other -> {
            for (BreachTransition step : other.steps()) {
                if (step.limit() != null && step.change() != BreachTransition.Change.CLEARED) {
                    limits.put(step.level(), step.limit());
                }
            }
        });
        after.stream()
                .flatMap(warning -> warning.breaches().stream())
                .filter(other -> other.subject().equals(breach.subject()))
                .limit(MOST_ROWS)
                .forEach(other -> steps.add(new JsonObject()
                        .put("at", other.opened().at().toString())
                        .put("level", other.peak().code())));
        return new JsonObject()
                .put("site", breach.opened().device().siteKey().toString())
                .put("name", name(breach, devices))
                .put("unit", breach.opened().unit())
                .put("from", from.toString())
                .put("to", to.toString())
                .put("values", values)
                .put("limits", lines(limits))
                .put("openings", steps);
    }

    /** Only the limits of a threshold are values of the point itself. */
    private JsonArray lines(Map<Level, Double> limits) {
        var lines = new JsonArray();
        if (edited.condition() instanceof Condition.Threshold threshold) {
            limits.forEach((level, value) -> lines.add(new JsonObject()
                    .put("level", level.code())
                    .put("value", value)
                    .put("direction", threshold.side() == Condition.Side.ABOVE ? "above" : "below")));
        }
        return lines;
    }

    private Stream<TracedBreach> breaches() {
        return Stream.of(before, after).flatMap(List::stream).flatMap(warning -> warning.breaches().stream());
    }

    private static JsonObject name(TracedBreach breach, Map<String, JsonObject> devices) {
        BreachTransition first = breach.opened();
        JsonObject device = devices.get(first.device().toString());
        if (device == null) {
            return TextJson.of(new Text(breach.subject(), breach.subject()));
        }
        JsonObject name = device.getJsonObject("name");
        JsonArray points = device.getJsonArray("points");
        for (int i = 0; i < points.size(); i++) {
            JsonObject point = points.getJsonObject(i);
            if (point.getString("id").equals(first.point())) {
                JsonObject its = point.getJsonObject("name");
                return new JsonObject()
                        .put("zh", name.getString("zh") + " · " + its.getString("zh"))
                        .put("en", name.getString("en") + " · " + its.getString("en"));
            }
        }
        return name;
    }
}
