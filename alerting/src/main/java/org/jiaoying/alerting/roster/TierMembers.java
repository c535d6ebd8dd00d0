package org.jiaoying.alerting.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jiaoying.domain.Text;

/**
 * Works out who stands in a tier at an instant: those it names, or who stands in for them; whoever is on duty in its rosters; and,
 * beside a person whose contacts are stale, the one who stands in for them. Pure.
 */
public final class TierMembers {

    /**
     * A person of a tier.
     *
     * @param why why they stand there; empty where the tier names them
     */
    public record Member(String person, Text why) {}

    private static final Text NAMED = Text.same("");

    private final DutyBook book;
    private final Function<String, Optional<String>> staleStandIns;
    private final Function<String, String> names;

    /**
     * @param staleStandIns who is called as well, for a person whose contacts are stale; empty for all others
     * @param names of people by id
     */
    public TierMembers(
            DutyBook book, Function<String, Optional<String>> staleStandIns, Function<String, String> names) {
        this.book = book;
        this.staleStandIns = staleStandIns;
        this.names = names;
    }

    /** The members in the tier's order, each once. */
    public List<Member> of(RosterTier tier, Instant at) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (String person : tier.people()) {
            var why = new ArrayList<Text>();
            String present = book.present(person, at, why);
            add(members, new Member(present, why.isEmpty() ? NAMED : joined(why)), at);
        }
        for (String roster : tier.rosters()) {
            book.answer(roster, at).ifPresent(answer -> {
                String name = book.roster(roster).map(DutyRoster::name).orElse(roster);
                var why = new ArrayList<Text>();
                why.add(new Text("值班：" + name + " " + answer.shift(), "on duty: " + name + " " + answer.shift()));
                why.addAll(answer.why()
                        .subList(Math.min(2, answer.why().size()), answer.why().size()));
                add(members, new Member(answer.person(), joined(why)), at);
            });
        }
        return List.copyOf(members.values());
    }

    private void add(Map<String, Member> members, Member member, Instant at) {
        members.putIfAbsent(member.person(), member);
        staleStandIns.apply(member.person()).ifPresent(standIn -> {
            String present = book.present(standIn, at);
            String name = names.apply(member.person());
            members.putIfAbsent(
                    present,
                    new Member(
                            present,
                            new Text(
                                    name + "的联系方式长期未核实，同时呼叫",
                                    "called as well: the contacts of " + name + " have not been verified for long")));
        });
    }

    private static Text joined(List<Text> why) {
        return new Text(
                String.join("；", why.stream().map(Text::zh).toList()),
                String.join("; ", why.stream().map(Text::en).toList()));
    }
}
