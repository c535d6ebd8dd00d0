package org.jiaoying.alerting.view;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * A warning as readers see it.
 *
 * @param document the API's {@code Warning}
 */
public record WarningView(
        String id,
        String enterprise,
        Instant openedAt,
        Instant causedAt,
        @Nullable String topBreach,
        FrozenChain chain,
        Level calledLevel,
        JsonObject document) {

    /** Whether a reader may see it: the same rule as the lists' in the database. */
    public boolean isIn(Scope scope) {
        return (scope.enterprise() == null || scope.enterprise().equals(enterprise))
                && (scope.person() == null || names(scope.person()));
    }

    /** Whether its chain names this person. */
    public boolean names(String personId) {
        return chain.tiers().stream()
                .flatMap(tier -> tier.people().stream())
                .anyMatch(callee -> callee.id().equals(personId));
    }

    /** Everybody its chain names. */
    public Stream<String> people() {
        return chain.tiers().stream().flatMap(tier -> tier.people().stream()).map(callee -> callee.id());
    }
}
