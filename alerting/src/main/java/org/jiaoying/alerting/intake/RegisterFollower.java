package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the register from its topic, for names in texts and for pages. Every instance reads all of it; an older entry never
 * overwrites a newer one, so that they do not disturb each other.
 *
 * <p>Life cycle: {@link #start} returns when all that stands in the topic has been taken, waiting on the caller's thread; then
 * {@link TableReader}'s thread follows.
 */
public final class RegisterFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterFollower.class);

    private final Transactions transactions;
    private final RegisterStore register;
    private final Patiently patiently = new Patiently();
    private final TableReader reader;

    private RegisterFollower(String bootstrapServers, Transactions transactions, RegisterStore register) {
        this.transactions = transactions;
        this.register = register;
        this.reader = new TableReader(bootstrapServers, Topic.REGISTER, this::take);
    }

    /** @throws org.jiaoying.messaging.log.LogUnavailableException if Kafka does not answer for a minute */
    public static RegisterFollower start(String bootstrapServers, Transactions transactions, RegisterStore register) {
        return new RegisterFollower(bootstrapServers, transactions, register);
    }

    private void take(LogRecord read) {
        String key = read.key();
        if (key == null) {
            return;
        }
        byte[] value = read.value();
        try {
            patiently.untilDone(
                    () -> transactions.run(work ->
                            value == null ? register.remove(work, key) : put(work, key, RegisterCodec.decode(value))),
                    "register entry " + key);
        } catch (CompletionException e) {
            LOG.error("register entry {} was passed over", key, e.getCause());
        }
    }

    private Future<Void> put(Work work, String key, RegisterCodec.Versioned versioned) {
        RegisterEntry entry = versioned.entry();
        if (entry instanceof Site site) {
            return register.put(
                    work,
                    key,
                    "site",
                    site.key().enterprise(),
                    site.key().site(),
                    null,
                    versioned.version(),
                    document(site));
        }
        if (entry instanceof Device device) {
            return register.put(
                    work,
                    key,
                    "device",
                    device.key().enterprise(),
                    device.key().site(),
                    device.key().device(),
                    versioned.version(),
                    document(device));
        }
        var enterprise = (Enterprise) entry;
        return register.put(
                work,
                key,
                "enterprise",
                enterprise.id(),
                null,
                null,
                versioned.version(),
                new JsonObject().put("name", text(enterprise.name())));
    }

    private static JsonObject document(Site site) {
        var zones = new JsonArray();
        site.zones()
                .forEach(zone -> zones.add(new JsonObject()
                        .put("id", zone.id())
                        .put("name", text(zone.name()))
                        .put("attributes", attributes(zone.attributes()))));
        return new JsonObject()
                .put("name", text(site.name()))
                .put("kind", site.kind())
                .put("timeZone", site.timeZone().getId())
                .put("region", site.region())
                .put("attributes", attributes(site.attributes()))
                .put("zones", zones);
    }

    private static JsonObject document(Device device) {
        var points = new JsonArray();
        device.points()
                .forEach(point -> points.add(new JsonObject()
                        .put("id", point.id())
                        .put("name", text(point.name()))
                        .put("quantity", point.quantity())
                        .put("unit", point.unit())
                        .put("attributes", attributes(point.attributes()))));
        return new JsonObject()
                .put("name", text(device.name()))
                .put("kind", device.kind())
                .put("zone", device.zone())
                .put("attributes", attributes(device.attributes()))
                .put("points", points);
    }

    private static JsonObject text(Text text) {
        return new JsonObject().put("zh", text.zh()).put("en", text.en());
    }

    private static JsonObject attributes(Attributes attributes) {
        var out = new JsonObject();
        attributes.values().forEach(out::put);
        return out;
    }

    @Override
    public void close() {
        patiently.close();
        reader.close();
    }
}
