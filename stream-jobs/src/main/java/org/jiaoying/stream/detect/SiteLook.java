package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Amount;
import org.jiaoying.domain.rule.Amount.Resolved;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Looks up what one rule needs of one site, and notes what could not be found. */
final class SiteLook {
    private final VersionedRule versioned;
    private final SitePlan plan;
    private final List<DevicePlan.Unresolved> unresolved;

    SiteLook(VersionedRule versioned, SitePlan plan, List<DevicePlan.Unresolved> unresolved) {
        this.versioned = versioned;
        this.plan = plan;
        this.unresolved = unresolved;
    }

    SitePlan plan() {
        return plan;
    }

    /** The devices that fit the rule's subject. */
    List<Device> devices() {
        Rule rule = versioned.rule();
        return plan.devices().values().stream()
                .filter(device -> Planner.fits(rule.selector(), device, plan.site()))
                .toList();
    }

    /** The zones that have, or whose site has, every attribute that the rule's subject asks for. */
    List<Zone> zones() {
        Site site = plan.site();
        return site == null
                ? List.of()
                : site.zones().stream().filter(this::fits).toList();
    }

    private boolean fits(Zone zone) {
        return versioned.rule().selector().where().entrySet().stream()
                .allMatch(wanted -> attribute(zone, wanted.getKey()).equals(Optional.of(wanted.getValue())));
    }

    /** An attribute of the zone, or else of its site. */
    Optional<String> attribute(@Nullable Zone zone, String name) {
        Optional<String> own =
                zone == null ? Optional.empty() : zone.attributes().text(name);
        Site site = plan.site();
        return own.or(() -> (site == null ? Attributes.NONE : site.attributes()).text(name));
    }

    /** An amount at a zone, or at the site; null where there is none, which is noted unless the register says "no limit". */
    <T> @Nullable T up(Amount<T> amount, Function<String, T> parse, @Nullable Zone zone) {
        return up(amount.resolve(name -> attribute(zone, name), parse), name(zone));
    }

    /** An amount at a device, its zone or its site. */
    <T> @Nullable T up(Amount<T> amount, Function<String, T> parse, Device device) {
        var subject = new Subject(device, null, plan.site(), plan.enterprise());
        return up(amount.resolve(subject::attribute, parse), subject.key());
    }

    /** An amount at a point, or else its device, zone or site. */
    <T> @Nullable T up(Amount<T> amount, Function<String, T> parse, Subject subject) {
        return up(amount.resolve(subject::attribute, parse), subject.key());
    }

    /** The levels that have a limit at a zone, or at the site; null where none has. */
    @Nullable
    Ladder ladder(Map<Level, Amount<Double>> levels, boolean exclusive, @Nullable Zone zone) {
        var limits = new EnumMap<Level, Double>(Level.class);
        var missing = new ArrayList<String>();
        levels.forEach((level, amount) -> {
            Resolved<Double> resolved = amount.resolve(name -> attribute(zone, name), Amounts::number);
            if (resolved instanceof Resolved.Value<Double> value) {
                limits.put(level, value.value());
            } else if (resolved instanceof Resolved.Malformed<Double> malformed) {
                fault(zone, malformed.why());
            } else if (resolved instanceof Resolved.Missing<Double> absent) {
                missing.add(absent.why());
            }
        });
        if (limits.isEmpty()) {
            // A zone without a limit of its own is no fault, the site without one is.
            missing.forEach(why -> {
                if (zone == null) {
                    fault((Zone) null, why);
                }
            });
            return null;
        }
        return new Ladder(true, exclusive, limits, null);
    }

    void fault(@Nullable Zone zone, String why) {
        fault(name(zone), why);
    }

    private String name(@Nullable Zone zone) {
        Site site = plan.site();
        return (site == null ? "?" : site.key().toString()) + (zone == null ? "" : "#" + zone.id());
    }

    private <T> @Nullable T up(Resolved<T> resolved, String subject) {
        if (resolved instanceof Resolved.Missing<T> missing) {
            fault(subject, missing.why());
        } else if (resolved instanceof Resolved.Malformed<T> malformed) {
            fault(subject, malformed.why());
        }
        return resolved instanceof Resolved.Value<T> value ? value.value() : null;
    }

    private void fault(String subject, String why) {
        unresolved.add(new DevicePlan.Unresolved(versioned.rule().id(), versioned.version(), subject, why));
    }
}
