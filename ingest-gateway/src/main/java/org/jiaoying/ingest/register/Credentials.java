package org.jiaoying.ingest.register;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a user may connect, from memory. Hashes are dear on purpose; so that ten thousand devices can reconnect at once,
 * the last right and the last wrong password of a user are remembered as a MAC under a key of this process, and of a user whose
 * password is being guessed only a few attempts a second are looked at.
 *
 * <p>Safe for several threads; {@link #refresh} takes up what changed in the register.
 */
public final class Credentials {
    private static final int ATTEMPTS_PER_SECOND = 5;

    /** What was found out of one user's passwords. */
    private static final class Memory {
        private final Credential credential;
        private byte @Nullable [] right;
        private byte @Nullable [] wrong;
        private long second = Long.MIN_VALUE;
        private int attempts;

        Memory(Credential credential) {
            this.credential = credential;
        }

        synchronized @Nullable Boolean remembered(byte[] mac) {
            if (right != null && MessageDigest.isEqual(right, mac)) {
                return true;
            }
            return wrong != null && MessageDigest.isEqual(wrong, mac) ? false : null;
        }

        synchronized boolean mayAttempt(long nowSecond) {
            if (second != nowSecond) {
                second = nowSecond;
                attempts = 0;
            }
            return ++attempts <= ATTEMPTS_PER_SECOND;
        }

        synchronized void remember(byte[] mac, boolean matched) {
            if (matched) {
                right = mac;
            } else {
                wrong = mac;
            }
        }
    }

    private final Supplier<Collection<Credential>> source;
    private final InstantSource clock;
    private final SecretKeySpec macKey;
    private volatile Map<String, Memory> users = Map.of();

    /** @param source all credentials, as the register has them now */
    public Credentials(Supplier<Collection<Credential>> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.macKey = new SecretKeySpec(key, "HmacSHA256");
        refresh();
    }

    /** Reads the credentials anew; what was found out of those that did not change is kept. */
    public void refresh() {
        Map<String, Memory> before = users;
        var after = new HashMap<String, Memory>();
        for (Credential credential : source.get()) {
            Memory known = before.get(credential.user());
            after.put(
                    credential.user(),
                    known != null && known.credential.equals(credential) ? known : new Memory(credential));
        }
        users = new ConcurrentHashMap<>(after);
    }

    /** Whether the password is the user's. */
    public boolean verify(String user, byte[] password) {
        Memory memory = users.get(user);
        if (memory == null) {
            return false;
        }
        byte[] mac = mac(password);
        Boolean remembered = memory.remembered(mac);
        if (remembered != null) {
            return remembered;
        }
        if (!memory.mayAttempt(clock.instant().getEpochSecond())) {
            return false;
        }
        boolean matches = memory.credential.hash().matches(password);
        memory.remember(mac, matches);
        return matches;
    }

    /** The user, or null if there is none of that name. */
    public @Nullable Credential find(String user) {
        Memory memory = users.get(user);
        return memory == null ? null : memory.credential;
    }

    private byte[] mac(byte[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(macKey);
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
