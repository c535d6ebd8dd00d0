package org.jiaoying.alerting.gather;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many texts a person is sent (after ISA-18.2, where a flood begins at more than ten in ten minutes). The first three of any
 * ten minutes go out by themselves. What comes then is gathered, and goes out together three minutes after the last text; with a
 * red one among it after a minute and a half, and at once where no text of these ten minutes told of a red one. So nobody gets
 * more than {@value #MAX} in any ten minutes, and nothing red waits longer than {@link #RED_APART}. Pure.
 */
final class Load {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int MAX = 10;
    static final int ALONE = 3;
    static final Duration APART = Duration.ofMinutes(3);
    static final Duration RED_APART = Duration.ofSeconds(90);

    private Load() {}

    /** A text that was sent. */
    record Sent(Instant at, boolean red) {}

    /** What becomes of a text that is due. */
    enum What {
        /** It goes out by itself. */
        ALONE,
        /** It goes out now, with all that waits. */
        TOGETHER,
        /** It waits. */
        LATER
    }

    /**
     * @param at when it goes out, if nothing else happens
     * @param before how many texts the ten minutes before it have
     */
    record Verdict(What what, Instant at, int before) {}

    /** @param sent the texts of the last ten minutes, oldest first */
    static Verdict decide(List<Sent> sent, boolean red, Instant now) {
        List<Sent> recent = sent.stream()
                .filter(text -> text.at().isAfter(now.minus(WINDOW)))
                .toList();
        int count = recent.size();
        if (count < ALONE) {
            return new Verdict(What.ALONE, now, count);
        }
        boolean newlyRed = red && recent.stream().noneMatch(Sent::red);
        Instant at = newlyRed ? now : recent.get(count - 1).at().plus(red ? RED_APART : APART);
        if (count >= MAX) {
            Instant room = recent.get(count - MAX).at().plus(WINDOW);
            at = room.isAfter(at) ? room : at;
        }
        return at.isAfter(now) ? new Verdict(What.LATER, at, count) : new Verdict(What.TOGETHER, now, count);
    }
}
