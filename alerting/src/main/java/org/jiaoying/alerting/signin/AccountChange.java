package org.jiaoying.alerting.signin;

import org.jspecify.annotations.Nullable;

/**
 * An account as it shall be.
 *
 * @param password absent: the present one stays
 */
public record AccountChange(
        String login,
        Role role,
        @Nullable String enterprise,
        @Nullable String personId,
        boolean active,
        @Nullable String password) {

    /** Without what must not be printed. */
    @Override
    public String toString() {
        return "change of account " + login + " to " + role.code() + (active ? "" : ", inactive");
    }
}
