package org.jiaoying.standalone.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.phones.SmsCenter;

/**
 * The people of a county who are called: officers of the county, of its towns and of its villages in the proportions of a real
 * one (38, 72 and 396 of 506), each with a phone and a habit.
 */
final class Crowd {
    static final String ENTERPRISE = "county";
    static final String SITE = "valley";
    private static final int COUNTY = 38;
    private static final int TOWN = 72;
    private static final int ALL = 506;

    /** What somebody does with a call. */
    enum Habit {
        /** Answers within two and a half minutes. */
        ANSWERS(true, 68),
        /** Puts the first calls away, and answers when they do not end. */
        HANGS_UP(true, 6),
        /** Answers only after seven to nine minutes. */
        LATE(true, 8),
        /** Reads, and never answers. */
        IGNORES(false, 8),
        /** Answers, always with a code that is none. */
        WRONG(false, 5),
        /** Their number is dead. */
        UNREACHABLE(false, 3),
        /** The phone is off. */
        OFF(false, 2);

        /** Whether they are reached in the end. */
        final boolean reached;

        private final int percent;

        Habit(boolean reached, int percent) {
            this.reached = reached;
            this.percent = percent;
        }

        private static Habit drawn(Random random) {
            int left = random.nextInt(100);
            for (Habit habit : values()) {
                left -= habit.percent;
                if (left < 0) {
                    return habit;
                }
            }
            return ANSWERS;
        }
    }

    /** One of them. */
    record Person(
            String id, String name, String post, String superior, String number, Habit habit, Behaviour behaviour) {}

    private final List<Person> people = new ArrayList<>();
    private final List<Person> county = new ArrayList<>();
    private final List<Person> towns = new ArrayList<>();

    Crowd(int size, long seed) {
        var random = new Random(seed);
        int ofCounty = Math.max(1, size * COUNTY / ALL);
        int ofTowns = Math.max(1, size * TOWN / ALL);
        for (int i = 0; i < size; i++) {
            if (i < ofCounty) {
                county.add(add(i, "c", "县级责任人", "", random));
            } else if (i < ofCounty + ofTowns) {
                towns.add(add(i, "t", "乡镇责任人", county.get(i % ofCounty).id(), random));
            } else {
                add(i, "v", "村级责任人", towns.get(i % ofTowns).id(), random);
            }
        }
    }

    private Person add(int index, String prefix, String post, String superior, Random random) {
        Habit habit = Habit.drawn(random);
        String id = "%s%04d".formatted(prefix, index + 1);
        var person = new Person(
                id,
                post.substring(0, 2) + (index + 1) + "号",
                post,
                superior,
                "139%08d".formatted(10_000_000 + index),
                habit,
                behaviour(habit, random));
        people.add(person);
        return person;
    }

    private static Behaviour behaviour(Habit habit, Random random) {
        return switch (habit) {
            case ANSWERS -> Behaviour.answers(Duration.ofSeconds(3 + random.nextInt(147)), right(random));
            // The repeated calls begin after five minutes and end after ten.
            case HANGS_UP -> Behaviour.answers(Duration.ofSeconds(310 + random.nextInt(200)), right(random));
            case LATE -> Behaviour.answers(Duration.ofSeconds(420 + random.nextInt(120)), right(random));
            case WRONG -> Behaviour.answers(Duration.ofSeconds(5 + random.nextInt(60)), "1 0000");
            case IGNORES -> Behaviour.ignores();
            case UNREACHABLE -> Behaviour.unreachable();
            case OFF -> Behaviour.off();
        };
    }

    private static String right(Random random) {
        return List.of("1 {code}", "{code} 1", "收到{code}", "１", "1", "收到", "已收到，马上安排")
                .get(random.nextInt(7));
    }

    List<Person> people() {
        return people;
    }

    int size() {
        return people.size();
    }

    /** Gives each their phone at a center. */
    void at(SmsCenter center) {
        people.forEach(person -> center.put(person.number(), person.name(), person.behaviour()));
    }

    /** Who will stand on the list of the unreached in the end. */
    Set<String> unreached() {
        var ids = new TreeSet<String>();
        people.stream()
                .filter(person -> !person.habit().reached)
                .map(Person::id)
                .forEach(ids::add);
        return ids;
    }

    /** They as a roster file: all of them are called for a RED warning, and each must answer. */
    String roster() {
        var text = new StringBuilder("people:\n");
        for (Person person : people) {
            text.append("  - {id: %s, name: %s, post: %s, phones: [\"%s\"]%s}\n"
                    .formatted(
                            person.id(),
                            person.name(),
                            person.post(),
                            person.number(),
                            person.superior().isEmpty() ? "" : ", superior: " + person.superior()));
        }
        text.append("chains:\n  - enterprise: " + ENTERPRISE + "\n    site: " + SITE + "\n    tiers:\n");
        for (String tier : List.of("c 县级", "t 乡镇", "v 村级")) {
            List<String> ids = people.stream()
                    .map(Person::id)
                    .filter(id -> id.startsWith(tier.substring(0, 1)))
                    .toList();
            if (!ids.isEmpty()) {
                text.append("      - {name: %s, answers: all, channels: [sms], people: [%s]}\n"
                        .formatted(tier.substring(2), String.join(", ", ids)));
            }
        }
        return text.toString();
    }
}
