package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiaoying.domain.document.Fields;

final class SceneForm implements KindForm<Condition.Scene> {
    private static final int MAX_TYPES = 20;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9_]{0,63}");
    private static final Set<String> OF_THE_CAMERA = Set.of("offline", "occluded", "frozen");
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofMinutes(5);

    @Override
    public String kind() {
        return "scene";
    }

    @Override
    public Class<Condition.Scene> type() {
        return Condition.Scene.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("type", "confidence", "times", "within", "for", "snapshot");
    }

    @Override
    public boolean judgesDevices() {
        return true;
    }

    @Override
    public boolean judgesPoints() {
        return false;
    }

    @Override
    public Condition.Scene read(Fields in) {
        List<String> types = in.values("types", MAX_TYPES, SceneForm::type);
        if (types.isEmpty()) {
            in.fault("types", in.has("types") ? "names no type of event" : "is missing");
        }
        if (types.stream().anyMatch(OF_THE_CAMERA::contains) && !OF_THE_CAMERA.containsAll(types)) {
            in.fault("types", "mixes the camera's own states with what it sees: write two rules");
        }
        var scene = new Condition.Scene(
                AmountFields.level(in),
                types,
                AmountFields.number(in, "confidence", 0),
                AmountFields.count(in, "times", 1),
                AmountFields.duration(in, "within", WITHIN),
                AmountFields.duration(in, "for", Duration.ZERO),
                AmountFields.duration(in, "quiet", QUIET));
        if (scene.confidence() instanceof Amount.Literal<Double> confidence
                && (confidence.value() < 0 || confidence.value() > 1)) {
            in.fault("confidence", "must lie in 0 to 1");
        }
        if (scene.quiet() instanceof Amount.Literal<Duration> quiet
                && quiet.value().isZero()) {
            in.fault("quiet", "must be longer than 0");
        }
        return scene;
    }

    private static String type(String text) {
        if (!TYPE.matcher(text).matches()) {
            throw new IllegalArgumentException("is no type of event: 1 to 64 of a-z, 0-9 and '_'");
        }
        return text;
    }

    @Override
    public void write(Condition.Scene scene, Map<String, Object> out) {
        out.put("level", scene.level().code());
        out.put("types", scene.types());
        AmountFields.write("confidence", scene.confidence(), out);
        AmountFields.write("times", scene.times(), out);
        AmountFields.write("within", scene.within(), out);
        AmountFields.write("for", scene.holdFor(), out);
        AmountFields.write("quiet", scene.quiet(), out);
    }
}
