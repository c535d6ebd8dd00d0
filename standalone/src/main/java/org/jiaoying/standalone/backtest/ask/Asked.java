package org.jiaoying.standalone.backtest.ask;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: each of some rules for itself, on one stretch of history.
 *
 * @param site null for all
 * @param from first instant inside
 * @param to first instant no longer inside
 */
record Asked(@Nullable SiteKey site, Instant from, Instant to, List<Rule> rules) {
    private static final int MOST_RULES = 2;

    Asked {
        rules = List.copyOf(rules);
    }

    /**
     * Reads {@code {"site": "E/S", "from": T, "to": T, "rules": [JSON as text, …]}}; without a site all of them are meant.
     *
     * @throws RefusedException if it is none, or asks for too long a time
     */
    static Asked parse(Buffer body, Duration longest) {
        try {
            var asked = new JsonObject(body);
            String site = asked.getString("site");
            var read = new Asked(
                    site == null ? null : SiteKey.parse(site),
                    Instant.parse(asked.getString("from", "")),
                    Instant.parse(asked.getString("to", "")),
                    rules(asked.getJsonArray("rules", new JsonArray())));
            if (!read.from.isBefore(read.to)
                    || Duration.between(read.from, read.to).compareTo(longest) > 0) {
                throw new RefusedException(RefusedException.Code.TOO_LONG_A_TIME, "at most " + longest);
            }
            return read;
        } catch (DecodeException
                | ClassCastException
                | DateTimeParseException
                | RuleFaultsException
                | IllegalArgumentException e) {
            throw new RefusedException(RefusedException.Code.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static List<Rule> rules(JsonArray texts) {
        if (texts.isEmpty() || texts.size() > MOST_RULES) {
            throw new IllegalArgumentException("one rule or two, but here are " + texts.size());
        }
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < texts.size(); i++) {
            rules.add(RuleParser.rule("rule " + (i + 1), texts.getString(i)));
        }
        return rules;
    }
}
