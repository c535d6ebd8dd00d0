package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** A frozen chain as it stands in column {@code warning.chain}. */
public final class ChainJson {
    private ChainJson() {}

    public static JsonObject encode(FrozenChain chain) {
        var policies = new JsonObject();
        chain.policies().forEach((level, policy) -> policies.put(level.code(), encode(policy)));
        return new JsonObject()
                .put(
                        "tiers",
                        new JsonArray(
                                chain.tiers().stream().map(ChainJson::encode).toList()))
                .put("officers", people(chain.officers()))
                .put("superiors", superiors(chain))
                .put("policies", policies);
    }

    public static FrozenChain decode(JsonObject in) {
        var policies = new EnumMap<Level, Policy>(Level.class);
        JsonObject byLevel = in.getJsonObject("policies");
        for (String level : byLevel.fieldNames()) {
            policies.put(level(level), policy(byLevel.getJsonObject(level)));
        }
        return new FrozenChain(
                objects(in.getJsonArray("tiers")).stream().map(ChainJson::tier).toList(),
                callees(in.getJsonArray("officers")),
                policies,
                superiors(in.getJsonObject("superiors", new JsonObject())));
    }

    private static JsonObject superiors(FrozenChain chain) {
        var out = new JsonObject();
        chain.superiors().forEach((person, superior) -> out.put(person, encode(superior)));
        return out;
    }

    private static Map<String, Callee> superiors(JsonObject in) {
        var out = new HashMap<String, Callee>();
        in.fieldNames().forEach(person -> out.put(person, callee(in.getJsonObject(person))));
        return out;
    }

    private static JsonObject encode(FrozenTier tier) {
        var times = new JsonObject();
        tier.times().forEach((level, time) -> times.put(level.code(), time.toSeconds()));
        return new JsonObject()
                .put("position", tier.position())
                .put("name", tier.name())
                .put(
                        "levels",
                        new JsonArray(
                                tier.levels().stream().sorted().map(Level::code).toList()))
                .put("channels", new JsonArray(tier.channels()))
                .put("seconds", times)
                .put("people", people(tier.people()))
                .put("answers", tier.answers() == null ? null : tier.answers().name());
    }

    private static FrozenTier tier(JsonObject in) {
        var levels = new LinkedHashSet<Level>();
        strings(in.getJsonArray("levels")).forEach(level -> levels.add(level(level)));
        var times = new EnumMap<Level, Duration>(Level.class);
        JsonObject seconds = in.getJsonObject("seconds");
        for (String level : seconds.fieldNames()) {
            times.put(level(level), Duration.ofSeconds(seconds.getLong(level)));
        }
        return new FrozenTier(
                in.getInteger("position"),
                in.getString("name"),
                levels,
                strings(in.getJsonArray("channels")),
                times,
                callees(in.getJsonArray("people")),
                in.getString("answers") == null ? null : Answers.valueOf(in.getString("answers")));
    }

    private static JsonArray people(List<Callee> people) {
        return new JsonArray(people.stream().map(ChainJson::encode).toList());
    }

    private static JsonObject encode(Callee callee) {
        var addresses = new JsonObject();
        callee.addresses().forEach((channel, numbers) -> addresses.put(channel, new JsonArray(numbers)));
        return new JsonObject()
                .put("id", callee.id())
                .put("name", callee.name())
                .put("post", callee.post())
                .put("language", callee.language())
                .put("superior", callee.superior())
                .put("addresses", addresses)
                .put("why", TextJson.of(callee.why()));
    }

    private static List<Callee> callees(JsonArray in) {
        return objects(in).stream().map(ChainJson::callee).toList();
    }

    private static Callee callee(JsonObject in) {
        Map<String, List<String>> addresses = new HashMap<>();
        JsonObject byChannel = in.getJsonObject("addresses");
        for (String channel : byChannel.fieldNames()) {
            addresses.put(channel, strings(byChannel.getJsonArray(channel)));
        }
        return new Callee(
                in.getString("id"),
                in.getString("name"),
                in.getString("post"),
                in.getString("language"),
                in.getString("superior"),
                addresses,
                why(in.getJsonObject("why")));
    }

    private static Text why(@Nullable JsonObject in) {
        return in == null ? Text.same("") : new Text(in.getString("zh"), in.getString("en"));
    }

    private static JsonObject encode(Policy policy) {
        return new JsonObject()
                .put("answerSeconds", policy.answer().toSeconds())
                .put("repeats", policy.repeats())
                .put("repeatWithinSeconds", policy.repeatWithin().toSeconds())
                .put("together", policy.together())
                .put("firstReportSeconds", policy.firstReport().toSeconds())
                .put("closingReportSeconds", policy.closingReport().toSeconds())
                .put("answers", policy.answers().name())
                .put("channels", new JsonArray(policy.channels()))
                .put("again", new JsonArray(policy.again()))
                .put("superior", policy.superior());
    }

    /** Warnings opened by an earlier version lack the last four: they were called as they now say. */
    private static Policy policy(JsonObject in) {
        return new Policy(
                Duration.ofSeconds(in.getLong("answerSeconds")),
                in.getInteger("repeats"),
                Duration.ofSeconds(in.getLong("repeatWithinSeconds")),
                in.getBoolean("together"),
                Duration.ofSeconds(in.getLong("firstReportSeconds")),
                Duration.ofSeconds(in.getLong("closingReportSeconds")),
                Answers.valueOf(in.getString("answers", Answers.ONE.name())),
                strings(in.getJsonArray("channels", new JsonArray().add("sms"))),
                strings(in.getJsonArray("again", new JsonArray())),
                in.getBoolean("superior", false));
    }

    static Level level(String code) {
        return Level.valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }

    private static List<String> strings(JsonArray in) {
        var out = new ArrayList<String>();
        for (int i = 0; i < in.size(); i++) {
            out.add(in.getString(i));
        }
        return out;
    }

    private static List<JsonObject> objects(JsonArray in) {
        var out = new ArrayList<JsonObject>();
        for (int i = 0; i < in.size(); i++) {
            out.add(in.getJsonObject(i));
        }
        return out;
    }
}
