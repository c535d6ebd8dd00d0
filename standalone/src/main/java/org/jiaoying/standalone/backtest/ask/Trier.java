package org.jiaoying.standalone.backtest.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.standalone.backtest.InForce;
import org.jiaoying.standalone.backtest.Observations;
import org.jiaoying.standalone.backtest.StoredPast;
import org.jiaoying.stream.backtest.Found;
import org.jiaoying.stream.backtest.RecordedDetection;
import org.jiaoying.stream.backtest.Recording;

/** Tries rules on stored history with the detection job itself, by the register and the baselines that hold now. */
final class Trier {
    private static final int PARALLELISM = 2;
    private static final int MOST_STEPS = 10_000;

    private final Archive archive;
    private final Supplier<InForce> inForce;
    private final AskSettings settings;

    /** @param inForce read anew for each backtest */
    Trier(Archive archive, Supplier<InForce> inForce, AskSettings settings) {
        this.archive = archive;
        this.inForce = inForce;
        this.settings = settings;
    }

    /**
     * Tries each rule for itself. Blocks; ends early when its thread is interrupted.
     *
     * @throws RefusedException if it cannot be had, or is more than may be had
     */
    Answered answer(Asked asked) throws InterruptedException {
        Observations past = StoredPast.of(archive, asked.site(), asked.from(), asked.to());
        InForce now;
        try {
            now = inForce.get().at(asked.site());
        } catch (LogUnavailableException e) {
            throw new RefusedException(RefusedException.Code.NO_HISTORY, "the register cannot be read: " + e);
        }
        try (RecordedDetection detection = RecordedDetection.start(PARALLELISM)) {
            var found = new ArrayList<Found>();
            var passing = new Passing(settings.mostMessages());
            for (Rule rule : asked.rules()) {
                passing = new Passing(settings.mostMessages());
                found.add(tried(detection, rule, past, now, passing));
            }
            return new Answered(passing.messages(), found);
        }
    }

    private static Found tried(RecordedDetection detection, Rule rule, Observations past, InForce now, Passing passing)
            throws InterruptedException {
        try (Stream<ObservationEntry> entries = past.open()) {
            Recording recording = Recording.of(now.register(), List.of(rule), entries.peek(passing::note))
                    .with(now.baselines());
            Found found = detection.run(recording);
            if (found.transitions().size() > MOST_STEPS) {
                throw new RefusedException(
                        RefusedException.Code.TOO_MUCH_FOUND,
                        found.transitions().size() + " steps; at most " + MOST_STEPS);
            }
            return found;
        } catch (java.io.IOException | HistoryUnavailableException e) {
            throw new RefusedException(RefusedException.Code.NO_HISTORY, e.toString());
        } catch (IllegalStateException e) {
            if (passing.tooMany()) {
                throw new RefusedException(
                        RefusedException.Code.TOO_MANY_MESSAGES, "more than " + passing.messages() + " messages");
            }
            throw isOfHistory(e) ? new RefusedException(RefusedException.Code.NO_HISTORY, e.toString()) : e;
        }
    }

    /** Flink wraps what its source threw, also as text. */
    private static boolean isOfHistory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HistoryUnavailableException
                    || String.valueOf(cause.getMessage()).contains(HistoryUnavailableException.class.getName())) {
                return true;
            }
        }
        return false;
    }
}
