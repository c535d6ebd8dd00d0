package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of the actors in what is shown: {@code person:zhang-wei} is 张伟, an account or part is its own name. */
final class Names {
    private static final String PERSON = "person:";

    private final Map<String, String> people;

    private Names(Map<String, String> people) {
        this.people = people;
    }

    /** Looks up the people among these actors. */
    static Future<Names> of(SqlClient client, Collection<@Nullable String> actors) {
        Set<String> ids = new LinkedHashSet<>();
        for (String actor : actors) {
            if (actor != null && actor.startsWith(PERSON)) {
                ids.add(actor.substring(PERSON.length()));
            }
        }
        if (ids.isEmpty()) {
            return Future.succeededFuture(new Names(Map.of()));
        }
        return Sql.run(client, "select id, name from person where id = any($1)", (Object) ids.toArray(String[]::new))
                .map(rows -> {
                    var names = new HashMap<String, String>();
                    rows.forEach(row -> names.put(row.getString("id"), row.getString("name")));
                    return new Names(names);
                });
    }

    /** The actor's name. */
    String name(String actor) {
        String id = actor.substring(actor.indexOf(':') + 1);
        return actor.startsWith(PERSON) ? people.getOrDefault(id, id) : id;
    }

    /** The actor with its name; null for none. */
    @Nullable
    JsonObject by(@Nullable String actor) {
        return actor == null ? null : new JsonObject().put("actor", actor).put("name", name(actor));
    }
}
