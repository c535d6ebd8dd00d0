package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Set;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Fact;
import org.jiaoying.stream.state.CardState;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/** Where one fact about one subject comes from, with the register looked up: the number as it is now. */
sealed interface FactSource {

    /** The number; not a number where nothing is known. */
    double read(FactMemory memory, SiteView view, long now);

    /**
     * When it will be another number although nothing is heard, after {@code now}; {@link SiteTrace#NEVER} if it will not.
     *
     * @param unknownToo whether it matters when it will not be known any more
     */
    default long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
        return SiteTrace.NEVER;
    }

    /** The values of points, by their keys. */
    record Values(List<String> points, Fact.Take take, long overMillis, long freshMillis) implements FactSource {
        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            double sum = 0;
            int count = 0;
            double least = Double.NaN;
            double most = Double.NaN;
            for (String point : points) {
                double value = take == Fact.Take.RISE
                        ? memory.rise(point, overMillis, now - freshMillis)
                        : memory.value(point, now - freshMillis);
                if (!Double.isNaN(value)) {
                    count++;
                    sum += value;
                    least = Double.isNaN(least) ? value : Math.min(least, value);
                    most = Double.isNaN(most) ? value : Math.max(most, value);
                }
            }
            return switch (take) {
                case COUNT -> count;
                case SUM -> count == 0 ? Double.NaN : sum;
                case MEAN -> count == 0 ? Double.NaN : sum / count;
                case MIN -> least;
                case LAST, MAX, RISE -> most;
            };
        }

        @Override
        public long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
            if (points.size() == 1 && take != Fact.Take.COUNT && !unknownToo) {
                return SiteTrace.NEVER;
            }
            long next = SiteTrace.NEVER;
            for (String point : points) {
                long stale = memory.lastAt(point) + freshMillis + 1;
                next = stale > now ? Math.min(next, stale) : next;
            }
            return next;
        }
    }

    /** @param zones null: at the whole site */
    record Cards(@Nullable Set<String> zones, long freshMillis) implements FactSource {
        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            int count = 0;
            for (CardState card : view.state().cards.values()) {
                count += counts(card) && card.lastAt >= now - freshMillis ? 1 : 0;
            }
            return count;
        }

        @Override
        public long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
            long next = SiteTrace.NEVER;
            for (CardState card : view.state().cards.values()) {
                long stale = card.lastAt + freshMillis + 1;
                next = counts(card) && stale > now ? Math.min(next, stale) : next;
            }
            return next;
        }

        private boolean counts(CardState card) {
            return card.present() && (zones == null || zones.contains(card.zone));
        }
    }

    /** @param cameras their ids */
    record Scenes(List<String> cameras, List<String> types, long overMillis) implements FactSource {
        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            int seen = 0;
            for (String camera : cameras) {
                for (String type : types) {
                    seen += memory.seen(camera, type, now - overMillis);
                }
            }
            return seen;
        }

        @Override
        public long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
            long next = SiteTrace.NEVER;
            for (String camera : cameras) {
                for (String type : types) {
                    long oldest = memory.firstSeen(camera, type, now - overMillis);
                    next = oldest == SiteTrace.NEVER ? next : Math.min(next, oldest + overMillis);
                }
            }
            return next;
        }
    }

    /**
     * Grows in steps, so that it does not matter when it is looked at.
     *
     * @param cameras their ids
     */
    record Dark(List<String> cameras) implements FactSource {
        private static final long STEP_MILLIS = 30_000;

        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            long since = since(memory);
            return since == 0 || now < since ? 0 : (now - since) / STEP_MILLIS * (STEP_MILLIS / 60_000.0);
        }

        @Override
        public long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
            long since = since(memory);
            return since == 0 ? SiteTrace.NEVER : since + (Math.max(0, now - since) / STEP_MILLIS + 1) * STEP_MILLIS;
        }

        /** Since when the last of them is dark; 0 while one sees, and where there is none. */
        private long since(FactMemory memory) {
            long since = 0;
            for (String camera : cameras) {
                long dark = memory.darkSince(camera);
                if (dark == 0) {
                    return 0;
                }
                since = Math.max(since, dark);
            }
            return since;
        }
    }

    /** Windows of one kind. */
    record Declared(List<DeclaredWindow> windows) implements FactSource {
        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            return Windows.anyContains(windows, now) ? 1 : 0;
        }

        @Override
        public long changesAt(FactMemory memory, SiteView view, long now, boolean unknownToo) {
            return Windows.nextEdge(windows, now);
        }
    }

    /** A number of the rule or the register. */
    record Constant(double value) implements FactSource {
        @Override
        public double read(FactMemory memory, SiteView view, long now) {
            return value;
        }
    }
}
