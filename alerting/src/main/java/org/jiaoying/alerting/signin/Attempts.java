package org.jiaoying.alerting.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing at passwords. Attempts are counted before the password is looked at, so that many at once gain nothing,
 * and forgotten after one that succeeds.
 *
 * <p>Three counts, each with its own patience: of this account from this address (5 free, then 1 s, doubling to 15 min);
 * of this address (20 free; an office shares one); and of this account from everywhere (50 free, at most 30 s): the last is
 * mild, since otherwise anybody could lock a duty officer out by guessing badly on purpose.
 *
 * <p>Guessing at links is slowed down by address alone (20 free, at most 30 s), since many phones share one.
 *
 * <p>Each instance counts for itself and at most {@value #MAX_KEYS} keys; the one not seen for longest is dropped. Safe for
 * use by several threads.
 */
public final class Attempts {
    private static final int MAX_KEYS = 20_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private record Patience(int free, Duration longest) {
        Duration after(int attempts) {
            if (attempts < free) {
                return Duration.ZERO;
            }
            long seconds = 1L << Math.min(20, attempts - free);
            Duration wait = Duration.ofSeconds(seconds);
            return wait.compareTo(longest) > 0 ? longest : wait;
        }
    }

    private static final Patience OF_BOTH = new Patience(5, Duration.ofMinutes(15));
    private static final Patience OF_ADDRESS = new Patience(20, Duration.ofMinutes(15));
    private static final Patience OF_ACCOUNT = new Patience(50, Duration.ofSeconds(30));

    private static final Patience OF_LINKS = new Patience(20, Duration.ofSeconds(30));

    private record Count(int attempts, Instant last) {}

    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Counts one attempt, unless it comes too early: then says how long to wait. Zero: go ahead. */
    public synchronized Duration begin(String login, String address, Instant now) {
        return begin(keys(login, address), now);
    }

    /** Counts one attempt at a link, unless it comes too early: then says how long to wait. Zero: go ahead. */
    public synchronized Duration begin(String address, Instant now) {
        return begin(Map.of(link(address), OF_LINKS), now);
    }

    /** Forgets the failures of this address at links: who opens one is called, and may press a button at once. */
    public synchronized void succeeded(String address) {
        counts.remove(link(address));
    }

    private Duration begin(Map<String, Patience> keys, Instant now) {
        Duration wait = Duration.ZERO;
        for (Map.Entry<String, Patience> key : keys.entrySet()) {
            Duration left = left(key.getKey(), key.getValue(), now);
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (wait.isZero()) {
            keys.keySet().forEach(key -> counts.put(key, new Count(attempts(key, now) + 1, now)));
        }
        return wait;
    }

    /** Forgets the failures of this account from this address, and the one attempt counted elsewhere. */
    public synchronized void succeeded(String login, String address, Instant now) {
        counts.remove(both(login, address));
        counts.computeIfPresent(address(address), (key, count) -> new Count(Math.max(0, count.attempts() - 1), now));
        counts.computeIfPresent(account(login), (key, count) -> new Count(Math.max(0, count.attempts() - 1), now));
    }

    private Duration left(String key, Patience patience, Instant now) {
        Count count = counts.get(key);
        if (count == null) {
            return Duration.ZERO;
        }
        Instant free = count.last().plus(patience.after(attempts(key, now)));
        return now.isBefore(free) ? Duration.between(now, free) : Duration.ZERO;
    }

    private int attempts(String key, Instant now) {
        Count count = counts.get(key);
        return count == null || now.isAfter(count.last().plus(FORGOTTEN_AFTER)) ? 0 : count.attempts();
    }

    private static Map<String, Patience> keys(String login, String address) {
        return Map.of(both(login, address), OF_BOTH, address(address), OF_ADDRESS, account(login), OF_ACCOUNT);
    }

    private static String both(String login, String address) {
        return "both:" + address + ":" + login;
    }

    private static String address(String address) {
        return "address:" + address;
    }

    private static String link(String address) {
        return "link:" + address;
    }

    private static String account(String login) {
        return "account:" + login;
    }
}
