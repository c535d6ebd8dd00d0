package org.jiaoying.alerting.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who proved their password within the last minute, so that a client that sends it with each request does not pay for it each
 * time. Holds a keyed digest of the password together with the stored hash it was proved against: a changed password counts at
 * once. The key is this process's own. Safe for use by several threads.
 */
final class RecentProofs {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MAX = 1_000;

    private record Proof(byte[] digest, Instant at) {}

    private final SecretKeySpec key;
    private final Map<String, Proof> proofs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
            return size() > MAX;
        }
    };

    RecentProofs() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    synchronized void keep(Account account, String password, Instant now) {
        proofs.put(account.login(), new Proof(digest(account, password), now));
    }

    synchronized boolean has(Account account, String password, Instant now) {
        Proof proof = proofs.get(account.login());
        return proof != null
                && now.isBefore(proof.at().plus(KEPT))
                && MessageDigest.isEqual(proof.digest(), digest(account, password));
    }

    private byte[] digest(Account account, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(account.passwordHash().getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
