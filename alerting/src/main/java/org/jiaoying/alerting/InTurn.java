package org.jiaoying.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.domain.time.Agenda;

/** Several agendas as one: what is due is done in turn, so that what the first one makes the second one can take up. */
final class InTurn implements Agenda {
    private final List<Agenda> agendas;

    InTurn(List<Agenda> agendas) {
        this.agendas = List.copyOf(agendas);
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        CompletionStage<Optional<Instant>> earliest = CompletableFuture.completedFuture(Optional.empty());
        for (Agenda agenda : agendas) {
            earliest = earliest.thenCombine(agenda.nextDue(), InTurn::earlier);
        }
        return earliest;
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().isBefore(b.get()) ? a : b;
    }

    @Override
    public CompletionStage<Void> runDue() {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (Agenda agenda : agendas) {
            done = done.thenCompose(before -> agenda.runDue());
        }
        return done;
    }
}
