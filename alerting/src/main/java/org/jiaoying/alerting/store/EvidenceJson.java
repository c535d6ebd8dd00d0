package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jspecify.annotations.Nullable;

/** The evidence of a breach's step as it is stored and as the API's {@code BreachEvidence} shows it. */
final class EvidenceJson {
    private EvidenceJson() {}

    static @Nullable JsonObject of(@Nullable Evidence evidence) {
        if (evidence == null) {
            return null;
        }
        var out = new JsonObject().put("text", text(evidence.text()));
        var numbers = new JsonArray();
        evidence.numbers()
                .forEach((name, value) ->
                        numbers.add(new JsonObject().put("name", clean(name)).put("value", number(value))));
        Evidence.Stretch stretch = evidence.stretch();
        var samples = new JsonArray();
        evidence.samples()
                .forEach(sample ->
                        samples.add(new JsonArray().add(time(sample.at())).add(number(sample.value()))));
        var others = new JsonArray();
        evidence.others().forEach(other -> others.add(clean(other)));
        Evidence.Forecast forecast = evidence.forecast();
        return out.put("numbers", numbers)
                .put(
                        "stretch",
                        stretch == null
                                ? null
                                : new JsonObject()
                                        .put("from", time(stretch.from()))
                                        .put("to", time(stretch.to())))
                .put("samples", samples)
                .put("others", others)
                .put(
                        "forecast",
                        forecast == null
                                ? null
                                : new JsonObject()
                                        .put("at", time(forecast.at()))
                                        .put("earliest", time(forecast.earliest()))
                                        .put("latest", time(forecast.latest())));
    }

    private static JsonObject text(Text text) {
        return new JsonObject().put("zh", clean(text.zh())).put("en", clean(text.en()));
    }

    private static String time(Instant at) {
        return at.toString();
    }

    /** JSON has no word for what is not a finite number. */
    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** PostgreSQL refuses this one character. */
    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
