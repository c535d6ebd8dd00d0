package org.jiaoying.alerting.lifecycle;

/** A step that the table of a life does not have. */
public final class IllegalStepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String machine;
    private final String state;
    private final String event;

    public IllegalStepException(String machine, String state, String event) {
        super(machine + " has no step " + event + " from " + state);
        this.machine = machine;
        this.state = state;
        this.event = event;
    }

    public String machine() {
        return machine;
    }

    public String state() {
        return state;
    }

    public String event() {
        return event;
    }
}
