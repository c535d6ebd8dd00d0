package org.jiaoying.standalone.backtest.ask;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.stream.backtest.Found;

/**
 * What each rule found.
 *
 * @param messages of devices that were gone through
 */
record Answered(long messages, List<Found> found) {

    Answered {
        found = List.copyOf(found);
    }

    /** Each step as a record of topic {@code breaches}: whoever reads that topic can read this. */
    JsonObject document() {
        var runs = new JsonArray();
        for (Found one : found) {
            var transitions = new JsonArray();
            one.transitions().forEach(step -> transitions.add(encoded(step)));
            var faults = new JsonArray();
            one.ruleFaults().forEach(fault -> faults.add(document(fault)));
            runs.add(new JsonObject().put("transitions", transitions).put("faults", faults));
        }
        return new JsonObject().put("messages", messages).put("runs", runs);
    }

    private static byte[] encoded(BreachTransition step) {
        return BreachCodec.encode(new BreachEntry.Transition(step));
    }

    private static JsonObject document(RuleFault fault) {
        return new JsonObject().put("code", fault.code()).put("reason", fault.reason());
    }
}
