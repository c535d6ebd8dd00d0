package org.jiaoying.standalone.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.register.Device;
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
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What holds in a running system, read from the topics from which its detection reads.
 *
 * @param register every enterprise, site and device
 * @param unread entries that could not be read, with the reason; detection does not judge by them either
 */
public record InForce(
        Collection<RegisterEntry> register, List<Rule> rules, List<Baseline> baselines, List<String> unread) {

    /** @throws LogUnavailableException if Kafka does not answer, or lacks the topics */
    public static InForce of(String kafka) {
        var unread = new ArrayList<String>();
        return new InForce(
                table(
                        kafka,
                        Topic.REGISTER,
                        value -> RegisterCodec.decode(value).entry(),
                        unread),
                table(kafka, Topic.RULES, InForce::rule, unread),
                table(kafka, Topic.BASELINES, BaselineCodec::decode, unread),
                List.copyOf(unread));
    }

    /** The same with the sites and devices of one site only; of all where it is null. */
    public InForce at(@Nullable SiteKey site) {
        return new InForce(register.stream().filter(entry -> isOf(entry, site)).toList(), rules, baselines, unread);
    }

    private static boolean isOf(RegisterEntry entry, @Nullable SiteKey site) {
        return site == null
                || !(entry instanceof Site other && !other.key().equals(site))
                        && !(entry instanceof Device device
                                && !device.key().siteKey().equals(site));
    }

    private static Rule rule(byte[] value) {
        RuleDocument document = RuleCodec.decodeRule(value);
        return RuleParser.rule(document.ruleId(), document.json());
    }

    private static <T> List<T> table(String kafka, Topic topic, Function<byte[], T> decode, List<String> unread) {
        var table = new TreeMap<String, T>();
        new TableReader(kafka, topic, read -> {
                    String key = read.key();
                    byte[] value = read.value();
                    if (key == null) {
                        return;
                    }
                    // An entry that cannot be read does not leave its former version in force.
                    table.remove(key);
                    if (value != null) {
                        try {
                            table.put(key, decode.apply(value));
                        } catch (BadRecordException | RuleFaultsException e) {
                            unread.add(topic.topicName() + " " + key + ": " + e.getMessage());
                        }
                    }
                })
                .close();
        return List.copyOf(table.values());
    }
}
