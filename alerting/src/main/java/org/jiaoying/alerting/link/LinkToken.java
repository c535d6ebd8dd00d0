package org.jiaoying.alerting.link;

import java.security.SecureRandom;
import org.jiaoying.domain.Sha256;

/**
 * The end of a link: 22 random letters and digits, 131 bits. No other characters, since phones leave signs at the end of a link
 * out of it. The table has only its SHA-256.
 */
final class LinkToken {
    static final int LENGTH = 22;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private LinkToken() {}

    static String create() {
        var token = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            token.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return token.toString();
    }

    /** Whether it can be one at all. */
    static boolean isWellFormed(String token) {
        return token.length() == LENGTH && token.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0);
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }
}
