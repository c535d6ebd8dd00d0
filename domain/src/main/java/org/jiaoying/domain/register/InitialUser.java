package org.jiaoying.domain.register;

import org.jspecify.annotations.Nullable;

/**
 * A user of an enterprise's device feed, as a register file introduces it. Exactly one of password and hash is there.
 *
 * @param password as typed; hashed before it is stored
 * @param passwordHash as {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash in Base64
 */
public record InitialUser(
        String user,
        String enterprise,
        @Nullable String password,
        @Nullable String passwordHash) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "InitialUser[" + user + " of " + enterprise + "]";
    }
}
