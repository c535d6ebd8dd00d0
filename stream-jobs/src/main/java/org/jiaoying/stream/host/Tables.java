package org.jiaoying.stream.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.BaselineCodec;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.detect.DevicePlan;
import org.jiaoying.stream.detect.Planner;
import org.jiaoying.stream.detect.SitePlan;
import org.jiaoying.stream.detect.SitePlanner;
import org.jiaoying.stream.detect.VersionedRule;
import org.jiaoying.stream.log.TableEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules and the register as one operator knows them: kept in broadcast state in the bytes of their topics, decoded once,
 * and made into plans for the devices that speak. An entry that was applied already, or is older than what is known, changes
 * nothing; a faulty rule replaces nothing.
 */
final class Tables {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    /** Entries by {@code topic|key}, in the versioned bytes of their records. */
    static final MapStateDescriptor<String, byte[]> ENTRIES = new MapStateDescriptor<>(
            "table-entries", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Up to where each topic was applied: the next offset. */
    static final MapStateDescriptor<String, Long> POSITIONS =
            new MapStateDescriptor<>("table-positions", Types.STRING, Types.LONG);

    /** A rule that was not taken, and why. */
    record Refusal(String ruleId, int version, String reason) {}

    private final BroadcastState<String, byte[]> entries;
    private final BroadcastState<String, Long> positions;
    private final Map<String, VersionedRule> rules = new TreeMap<>();
    private final Map<String, RegisterCodec.Versioned> register = new HashMap<>();
    private final Map<String, Baseline> baselines = new HashMap<>();
    private final Map<String, DevicePlan> plans = new HashMap<>();
    private final Map<String, SitePlan> sitePlans = new HashMap<>();
    private final Map<String, Set<String>> devicesBySite = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable List<VersionedRule> judging;

    Tables(BroadcastState<String, byte[]> entries, BroadcastState<String, Long> positions) throws Exception {
        this.entries = entries;
        this.positions = positions;
        for (Map.Entry<String, byte[]> entry : entries.entries()) {
            String[] name = entry.getKey().split("\\|", 2);
            take(name[0], name[1], entry.getValue());
        }
    }

    /** Applies what comes from a topic, in its order. */
    void apply(TableEntry entry) throws Exception {
        Long position = positions.get(entry.topic());
        if (position != null && entry.offset() < position) {
            return;
        }
        positions.put(entry.topic(), entry.offset() + 1);
        String name = entry.topic() + "|" + entry.key();
        if (entry.removed()) {
            remove(entry.topic(), entry.key());
            entries.remove(name);
        } else if (take(entry.topic(), entry.key(), entry.value())) {
            entries.put(name, entry.value());
        }
    }

    /** What judges a device now. */
    DevicePlan plan(String device) {
        DevicePlan plan = plans.get(device);
        if (plan == null) {
            DeviceKey key = DeviceKey.parse(device);
            plan = Planner.plan(
                    entry("device:" + key, Device.class),
                    entry("site:" + key.siteKey(), Site.class),
                    entry("enterprise:" + key.enterprise(), Enterprise.class),
                    judging(),
                    baselines::get);
            plans.put(device, plan);
        }
        return plan;
    }

    /** What judges a site as a whole now; the same object as long as nothing changes. */
    SitePlan sitePlan(String site) {
        SitePlan plan = sitePlans.get(site);
        if (plan == null) {
            var devices = new ArrayList<Device>();
            for (String key : devicesBySite.getOrDefault(site, Set.of())) {
                Device device = entry(key, Device.class);
                if (device != null) {
                    devices.add(device);
                }
            }
            plan = SitePlanner.plan(
                    entry("site:" + site, Site.class),
                    entry("enterprise:" + SiteKey.parse(site).enterprise(), Enterprise.class),
                    devices,
                    judging());
            sitePlans.put(site, plan);
        }
        return plan;
    }

    /** Rules that were refused since the last call. */
    Collection<Refusal> takeRefusals() {
        if (refusals.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(refusals);
        refusals.clear();
        return taken;
    }

    int rules() {
        return rules.size();
    }

    /** Whether the entry is known and no newer one is. */
    private boolean take(String topic, String key, byte[] value) {
        if (topic.equals(Topic.BASELINES.topicName())) {
            return takeBaseline(key, value);
        }
        return topic.equals(Topic.RULES.topicName()) ? takeRule(key, value) : takeRegister(key, value);
    }

    private boolean takeRule(String key, byte[] value) {
        RuleDocument document;
        try {
            document = RuleCodec.decodeRule(value);
        } catch (BadRecordException e) {
            refusals.add(new Refusal(key, 0, String.valueOf(e.getMessage())));
            return false;
        }
        VersionedRule known = rules.get(key);
        if (known != null && known.version() > document.version()) {
            return false;
        }
        try {
            Rule rule = RuleParser.rule(key, document.json());
            if (!rule.id().equals(key)) {
                throw new IllegalArgumentException("it calls itself '" + rule.id() + "'");
            }
            rules.put(key, new VersionedRule(document.version(), rule));
            forgetAllPlans();
            return true;
        } catch (RuleFaultsException e) {
            refusals.add(new Refusal(key, document.version(), reason(e.faults())));
        } catch (IllegalArgumentException e) {
            refusals.add(new Refusal(key, document.version(), String.valueOf(e.getMessage())));
        }
        return false;
    }

    private boolean takeBaseline(String key, byte[] value) {
        try {
            Baseline baseline = BaselineCodec.decode(value);
            Baseline known = baselines.get(key);
            if (!baseline.key().equals(key) || (known != null && known.version() > baseline.version())) {
                return false;
            }
            baselines.put(key, baseline);
            plans.remove(baseline.device().toString());
            return true;
        } catch (BadRecordException e) {
            // Written by a newer release: what is known stays in force.
            return false;
        }
    }

    private boolean takeRegister(String key, byte[] value) {
        RegisterCodec.Versioned entry;
        try {
            entry = RegisterCodec.decode(value);
        } catch (BadRecordException e) {
            // Written by a newer gateway: what is known stays in force.
            return false;
        }
        RegisterCodec.Versioned known = register.get(key);
        if (known != null && known.version() > entry.version()) {
            return false;
        }
        register.put(key, entry);
        if (entry.entry() instanceof Device device) {
            devicesBySite
                    .computeIfAbsent(device.key().siteKey().toString(), none -> new TreeSet<>())
                    .add(key);
        }
        forgetPlans(key);
        return true;
    }

    private void remove(String topic, String key) {
        if (topic.equals(Topic.RULES.topicName())) {
            rules.remove(key);
            forgetAllPlans();
        } else if (topic.equals(Topic.BASELINES.topicName())) {
            baselines.remove(key);
            plans.clear();
        } else {
            register.remove(key);
            forgetPlans(key);
        }
    }

    private void forgetPlans(String key) {
        if (key.startsWith("device:")) {
            String device = key.substring("device:".length());
            plans.remove(device);
            sitePlans.remove(DeviceKey.parse(device).siteKey().toString());
        } else {
            plans.clear();
            sitePlans.clear();
        }
    }

    /** The rules that judge, each as its mode has it. */
    private List<VersionedRule> judging() {
        List<VersionedRule> known = judging;
        if (known == null) {
            known = rules.values().stream()
                    .filter(rule -> rule.rule().mode() != Rule.Mode.OFF)
                    .map(Shadow::cast)
                    .toList();
            judging = known;
        }
        return known;
    }

    private void forgetAllPlans() {
        judging = null;
        plans.clear();
        sitePlans.clear();
    }

    /** Knows the rules and the register of the checkpoint, and reads their topics to the end. */
    static Tables standing(FunctionInitializationContext context, DetectionFunction.TableSource source)
            throws Exception {
        var tables = new Tables(
                context.getOperatorStateStore().getBroadcastState(ENTRIES),
                context.getOperatorStateStore().getBroadcastState(POSITIONS));
        for (Topic topic : new Topic[] {Topic.REGISTER, Topic.BASELINES, Topic.RULES}) {
            if (tables.readToTheEnd(topic, source) < tables.position(topic)) {
                LOG.warn("topic {} ends before what was known of it: it was made anew, and is read as such", topic);
                tables.positions.remove(topic.topicName());
                tables.readToTheEnd(topic, source);
            }
        }
        return tables;
    }

    /** Applies what stands in a topic; gives the offset after its last entry. */
    private long readToTheEnd(Topic topic, DetectionFunction.TableSource source) {
        var end = new AtomicLong();
        source.read(topic, entry -> {
            end.set(entry.offset() + 1);
            try {
                apply(entry);
            } catch (Exception e) {
                throw new IllegalStateException("cannot keep " + entry.key(), e);
            }
        });
        return end.get();
    }

    /** Up to where a topic that is there was applied; one that is silent altogether tells nothing. */
    private long position(Topic topic) throws Exception {
        Long position = positions.get(topic.topicName());
        return position == null ? 0 : position;
    }

    private <T extends RegisterEntry> @Nullable T entry(String key, Class<T> type) {
        RegisterCodec.Versioned entry = register.get(key);
        return entry != null && type.isInstance(entry.entry()) ? type.cast(entry.entry()) : null;
    }

    private static String reason(List<Fault> faults) {
        var reason = new StringBuilder();
        for (Fault fault : faults) {
            reason.append(reason.isEmpty() ? "" : "\n").append(fault);
            if (reason.length() > 4_000) {
                return reason.append("\n… ")
                        .append(faults.size())
                        .append(" faults in all")
                        .toString();
            }
        }
        return reason.toString();
    }
}
