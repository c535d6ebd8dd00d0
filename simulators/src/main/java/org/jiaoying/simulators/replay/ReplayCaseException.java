package org.jiaoying.simulators.replay;

import java.util.List;
import java.util.stream.Collectors;
import org.jiaoying.domain.document.Fault;

/** A case file that was refused, with everything that is wrong in it. */
public final class ReplayCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public ReplayCaseException(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", "案例有误。The case has faults:\n  ", "")));
        this.faults = List.copyOf(faults);
    }

    /** In the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
