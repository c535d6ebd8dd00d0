package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Map;

/** Every rule that judges a device, with its limits looked up in the register. Made anew when either changes. */
public final class DevicePlan {
    static final DevicePlan NOTHING = new DevicePlan(Map.of(), List.of(), List.of(), new Wanted());

    final Map<String, List<Watch>> watches;
    final List<SilenceWatch> silences;
    private final List<Unresolved> unresolved;
    private final Wanted wanted;

    /** A rule that ought to judge a subject and cannot, because a limit is not in the register. */
    public record Unresolved(String ruleId, int version, String subject, String why) {}

    DevicePlan(
            Map<String, List<Watch>> watches, List<SilenceWatch> silences, List<Unresolved> unresolved, Wanted wanted) {
        this.watches = watches;
        this.silences = silences;
        this.unresolved = unresolved;
        this.wanted = wanted;
    }

    public List<Unresolved> unresolved() {
        return unresolved;
    }

    /** What the rules of its site want to hear of the device. */
    public Wanted wanted() {
        return wanted;
    }

    List<Watch> watches(String point) {
        return watches.getOrDefault(point, List.of());
    }

    boolean watches(String point, String ruleId) {
        return watches(point).stream().anyMatch(watch -> watch.rule().id().equals(ruleId));
    }
}
