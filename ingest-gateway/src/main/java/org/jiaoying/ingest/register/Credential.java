package org.jiaoying.ingest.register;

import org.jspecify.annotations.Nullable;

/**
 * A user of the broker.
 *
 * @param enterprise whose feed the user may send; null for a gateway
 */
public record Credential(String user, @Nullable String enterprise, PasswordHash hash) {}
