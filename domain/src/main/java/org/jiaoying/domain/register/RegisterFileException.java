package org.jiaoying.domain.register;

import java.util.List;
import java.util.stream.Collectors;

/** A register file that was refused, with everything that is wrong in it; nothing of it was taken. */
public final class RegisterFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegisterFault> faults;

    public RegisterFileException(String sourceName, List<RegisterFault> faults) {
        super(faults.stream()
                .map(fault -> "  " + sourceName + ":" + fault)
                .collect(Collectors.joining("\n", "the register has faults:\n", "")));
        this.faults = List.copyOf(faults);
    }

    /** In the order of the file. */
    public List<RegisterFault> faults() {
        return faults;
    }
}
