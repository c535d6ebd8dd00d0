package org.jiaoying.alerting.signin;

import java.security.SecureRandom;
import java.util.Base64;
import org.jiaoying.domain.Sha256;

/** What the session cookie holds: 256 random bits. The table has only its SHA-256, so that who reads the table is not signed in. */
final class SessionToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private SessionToken() {}

    static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }
}
