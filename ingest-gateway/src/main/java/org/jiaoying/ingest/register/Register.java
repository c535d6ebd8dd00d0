package org.jiaoying.ingest.register;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jspecify.annotations.Nullable;

/**
 * The register as this process knows it. Reading takes no lock, so that every message can be judged by it; one thread at a
 * time may change it.
 */
public final class Register {
    private final Map<String, Enterprise> enterprises = new ConcurrentHashMap<>();
    private final Map<String, Site> sites = new ConcurrentHashMap<>();
    private final Map<String, RegisteredDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong();

    /**
     * Takes an entry, or the newer state of one. An older version than the one known is left aside: entries may be published
     * again.
     */
    public void apply(long version, RegisterEntry entry) {
        if (versions.getOrDefault(entry.entryKey(), Long.MIN_VALUE) > version) {
            return;
        }
        versions.put(entry.entryKey(), version);
        if (entry instanceof Enterprise enterprise) {
            enterprises.put(enterprise.id(), enterprise);
        } else if (entry instanceof Site site) {
            sites.put(site.key().toString(), site);
        } else if (entry instanceof Device device) {
            devices.put(device.key().toString(), new RegisteredDevice(device));
        }
        revision.incrementAndGet();
    }

    /** Forgets the entry with this {@link RegisterEntry#entryKey}. */
    public void remove(String entryKey) {
        String key = entryKey.substring(entryKey.indexOf(':') + 1);
        switch (entryKey.substring(0, Math.max(0, entryKey.indexOf(':')))) {
            case "enterprise" -> enterprises.remove(key);
            case "site" -> sites.remove(key);
            case "device" -> devices.remove(key);
            default -> {}
        }
        versions.remove(entryKey);
        revision.incrementAndGet();
    }

    public @Nullable Enterprise enterprise(String id) {
        return enterprises.get(id);
    }

    /** @param key {@code enterprise/site} */
    public @Nullable Site site(String key) {
        return sites.get(key);
    }

    /** @param key {@code enterprise/site/device} */
    public @Nullable RegisteredDevice device(String key) {
        return devices.get(key);
    }

    public Set<String> enterpriseIds() {
        return Set.copyOf(enterprises.keySet());
    }

    public int deviceCount() {
        return devices.size();
    }

    /** Grows with each change: what was looked up under an older revision must be looked up again. */
    public long revision() {
        return revision.get();
    }
}
