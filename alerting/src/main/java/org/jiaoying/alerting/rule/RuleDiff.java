package org.jiaoying.alerting.rule;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a rule, field by field.
 *
 * @param path such as {@code levels.red}
 * @param from the earlier value as JSON; absent where the field was added
 * @param to the later value; absent where it was taken away
 */
public record RuleDiff(
        String path, @Nullable Object from, @Nullable Object to) {

    /** The fields that differ, by path. */
    public static List<RuleDiff> between(JsonObject from, JsonObject to) {
        var found = new ArrayList<RuleDiff>();
        compare("", from, to, found);
        return found;
    }

    private static void compare(String path, JsonObject from, JsonObject to, List<RuleDiff> found) {
        var names = new TreeSet<>(from.fieldNames());
        names.addAll(to.fieldNames());
        for (String name : names) {
            String at = path.isEmpty() ? name : path + "." + name;
            Object before = from.getValue(name);
            Object after = to.getValue(name);
            if (before instanceof JsonObject inner && after instanceof JsonObject other) {
                compare(at, inner, other, found);
            } else if (!Objects.equals(before, after)) {
                found.add(new RuleDiff(at, before, after));
            }
        }
    }
}
