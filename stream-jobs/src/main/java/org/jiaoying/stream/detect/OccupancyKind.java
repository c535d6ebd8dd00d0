package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Plans rules about people. What a rule's subject asks of attributes, its zones must have. */
final class OccupancyKind implements SiteKind<Condition.Occupancy> {

    @Override
    public Class<Condition.Occupancy> type() {
        return Condition.Occupancy.class;
    }

    @Override
    public void want(Rule rule, Condition.Occupancy occupancy, Device device, Wanted wanted) {
        wanted.all(Position.class);
    }

    @Override
    public @Nullable SiteDetector detector(Rule rule, Condition.Occupancy occupancy, SiteLook look) {
        Place place = rule.selector().where().isEmpty()
                ? new Place(null)
                : new Place(look.zones().stream().map(Zone::id).collect(Collectors.toSet()));
        if (place.zones() != null && place.zones().isEmpty()) {
            return null;
        }
        Level level = occupancy.levels().keySet().iterator().next();
        Duration hold = look.up(occupancy.holdFor(), Amounts::duration, (Zone) null);
        Integer times = look.up(occupancy.times(), Amounts::count, (Zone) null);
        if (hold == null || times == null) {
            return null;
        }
        return switch (occupancy.find()) {
            case TOO_MANY -> crowd(occupancy, place, hold.toMillis(), look);
            case TOO_LONG -> {
                Ladder hours = look.ladder(occupancy.levels(), false, null);
                yield hours == null ? null : new StayDetector(place, occupancy.wholeSite(), hours);
            }
            case FORBIDDEN -> new ForbiddenDetector(level, place, hold.toMillis(), occupancy.permit());
            case ALONE -> new AloneDetector(level, place, occupancy.wholeSite(), hold.toMillis());
            case VANISHED -> vanished(occupancy, level, place, look);
            case TOGETHER -> {
                Duration within = look.up(occupancy.within(), Amounts::duration, (Zone) null);
                yield within == null ? null : new TogetherDetector(level, place, within.toMillis(), times);
            }
            case TOO_FAST -> {
                Ladder speed = look.ladder(occupancy.levels(), true, null);
                yield speed == null ? null : new SpeedDetector(speed, times);
            }
            case NO_LEADER -> leader(occupancy, level, place, hold.toMillis(), look);
            case SOS -> new SosDetector(level, Math.max(1, hold.toMillis()));
        };
    }

    private static @Nullable SiteDetector crowd(
            Condition.Occupancy occupancy, Place place, long holdMillis, SiteLook look) {
        Map<String, Ladder> ladders = new TreeMap<>();
        if (occupancy.wholeSite()) {
            Ladder ladder = look.ladder(occupancy.levels(), true, null);
            if (ladder != null) {
                ladders.put("", ladder);
            }
        } else {
            for (Zone zone : look.zones()) {
                Ladder ladder = look.ladder(occupancy.levels(), true, zone);
                if (ladder != null) {
                    ladders.put(zone.id(), ladder);
                }
            }
        }
        if (ladders.isEmpty() && !occupancy.wholeSite()) {
            look.fault((Zone) null, "no zone has a limit for people");
        }
        return ladders.isEmpty() ? null : new CrowdDetector(place, ladders, holdMillis);
    }

    private static @Nullable SiteDetector vanished(
            Condition.Occupancy occupancy, Level level, Place place, SiteLook look) {
        Integer polls = look.up(occupancy.polls(), Amounts::count, (Zone) null);
        Duration every = look.up(occupancy.every(), Amounts::duration, (Zone) null);
        return polls == null || every == null || every.isZero()
                ? null
                : new VanishedDetector(level, place, polls, every.toMillis());
    }

    private static @Nullable SiteDetector leader(
            Condition.Occupancy occupancy, Level level, Place place, long holdMillis, SiteLook look) {
        boolean any = look.plan().devices().values().stream()
                .anyMatch(device -> device.kind().equals(SitePlan.CARD)
                        && device.attributes()
                                .text(LeaderDetector.ROLE)
                                .filter(occupancy.role()::equals)
                                .isPresent());
        if (!any) {
            look.fault((Zone) null, "no card has attribute 'role' = '" + occupancy.role() + "'");
            return null;
        }
        return new LeaderDetector(level, place, occupancy.role(), holdMillis);
    }
}
