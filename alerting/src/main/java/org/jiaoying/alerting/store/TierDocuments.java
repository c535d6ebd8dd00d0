package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.domain.Level;

/** A frozen chain as the API's document {@code Tier} shows it: those that are called for the level, stage by stage. */
final class TierDocuments {
    private TierDocuments() {}

    static JsonArray of(FrozenChain chain, Level level) {
        var out = new JsonArray();
        int position = 1;
        for (List<FrozenTier> stage : chain.stages(level)) {
            for (FrozenTier tier : stage) {
                out.add(new JsonObject()
                        .put("position", position)
                        .put("name", tier.name())
                        .put("answerSeconds", chain.timeOf(stage, level).toSeconds())
                        .put("people", people(tier)));
            }
            position++;
        }
        return out;
    }

    private static JsonArray people(FrozenTier tier) {
        var out = new JsonArray();
        for (Callee callee : tier.people()) {
            out.add(new JsonObject()
                    .put("id", callee.id())
                    .put("name", callee.name())
                    .put("post", callee.post())
                    .put(
                            "phone",
                            callee.addresses("sms").stream()
                                    .findFirst()
                                    .map(Masked::number)
                                    .orElse(null)));
        }
        return out;
    }
}
