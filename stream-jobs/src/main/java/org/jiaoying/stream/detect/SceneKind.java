package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Plans rules about what cameras see, with what holds of each camera. */
final class SceneKind implements SiteKind<Condition.Scene> {

    @Override
    public Class<Condition.Scene> type() {
        return Condition.Scene.class;
    }

    @Override
    public void want(Rule rule, Condition.Scene scene, Device device, Wanted wanted) {
        wanted.all(SceneEvent.class);
        if (scene.types().contains(SceneDetector.OFFLINE)) {
            wanted.all(Status.class);
        }
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Scene scene, SiteLook look) {
        Map<String, SceneDetector.Limits> cameras = new TreeMap<>();
        for (Device device : look.devices()) {
            var subject =
                    new Subject(device, null, look.plan().site(), look.plan().enterprise());
            if (subject.has(rule.selector().where())) {
                SceneDetector.Limits limits = limits(scene, device, look);
                if (limits != null) {
                    cameras.put(device.key().device(), limits);
                }
            }
        }
        return cameras.isEmpty() ? null : new SceneDetector(scene.level(), scene.types(), cameras);
    }

    private static SceneDetector.@Nullable Limits limits(Condition.Scene scene, Device device, SiteLook look) {
        Double confidence = look.up(scene.confidence(), Amounts::number, device);
        Integer times = look.up(scene.times(), Amounts::count, device);
        Duration within = look.up(scene.within(), Amounts::duration, device);
        Duration hold = look.up(scene.holdFor(), Amounts::duration, device);
        Duration quiet = look.up(scene.quiet(), Amounts::duration, device);
        return confidence == null || times == null || within == null || hold == null || quiet == null
                ? null
                : new SceneDetector.Limits(
                        confidence, times, within.toMillis(), hold.toMillis(), Math.max(1, quiet.toMillis()));
    }
}
