package org.jiaoying.alerting.signin;

import java.time.Duration;

/** Signing in did not succeed. It does not say whether the account exists. */
public final class SignInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    private SignInException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    static SignInException wrong() {
        return new SignInException("account or password is wrong", Duration.ZERO);
    }

    static SignInException tooEarly(Duration wait) {
        return new SignInException("too many attempts", wait);
    }

    /** How long until the next attempt is looked at; zero where this one was, and was wrong. */
    public Duration retryAfter() {
        return wait;
    }
}
