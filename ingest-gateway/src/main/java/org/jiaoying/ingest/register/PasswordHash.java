package org.jiaoying.ingest.register;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is stored: PBKDF2 with HMAC-SHA-256, and the parameters it was made with, so that they can be raised later.
 * Its text form is {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash in Base64.
 */
public final class PasswordHash {
    private static final String NAME = "pbkdf2-sha256";
    private static final int ITERATIONS = 120_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Hashes a password with a new salt; takes some 50 ms.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static PasswordHash of(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("a password must not be empty");
        }
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS, HASH_BYTES));
    }

    /** @throws IllegalArgumentException if the text is no such form; it does not repeat the text */
    public static PasswordHash parse(String text) {
        String[] parts = text.split("\\$", -1);
        try {
            if (parts.length == 4 && parts[0].equals(NAME)) {
                int iterations = Integer.parseInt(parts[1]);
                byte[] salt = Base64.getDecoder().decode(parts[2]);
                byte[] hash = Base64.getDecoder().decode(parts[3]);
                if (iterations > 0 && iterations <= MAX_ITERATIONS && salt.length >= 8 && hash.length >= 16) {
                    return new PasswordHash(iterations, salt, hash);
                }
            }
        } catch (IllegalArgumentException e) {
            // falls through: the message must not show the hash
        }
        throw new IllegalArgumentException("a password hash must be " + NAME + "$ITERATIONS$SALT$HASH in Base64");
    }

    /** Whether this is the hash of the password; takes some 50 ms. */
    public boolean matches(byte[] password) {
        String text = new String(password, StandardCharsets.UTF_8);
        return !text.isEmpty() && MessageDigest.isEqual(hash, derive(text, salt, iterations, hash.length));
    }

    private static byte[] derive(String password, byte[] salt, int iterations, int bytes) {
        try {
            KeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * 8);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA256", e);
        }
    }

    /** The form to store; to be shown to nobody. */
    public String stored() {
        var base64 = Base64.getEncoder();
        return NAME + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return NAME + "$…";
    }
}
