package org.jiaoying.alerting.roster;

import java.util.List;
import java.util.stream.Collectors;
import org.jiaoying.domain.document.Fault;

/** A roster that was refused, with all its faults; nothing of it was taken over. */
public final class RosterFaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public RosterFaultsException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
