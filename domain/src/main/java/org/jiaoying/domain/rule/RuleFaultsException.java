package org.jiaoying.domain.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jiaoying.domain.document.Fault;

/** A rule or rule pack that was refused, with all its faults. */
public final class RuleFaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public RuleFaultsException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
