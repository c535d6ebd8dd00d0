package org.jiaoying.alerting.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jiaoying.domain.Text;

/**
 * Works out who stands in a tier at an instant: those it names, or who stands in for them; whoever is on duty in its rosters; and,
 * beside a person whose contacts are stale, the one who stands in for them. Where that is somebody who has left, it is not nobody:
 * it is the person whose stand-in left, or all who take turns with whoever was on duty. Pure.
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
    private final Predicate<String> there;

    /**
     * @param there whether a person can be called at all: has not left
     * @param staleStandIns who is called as well, for a person whose contacts are stale; empty for all others
     * @param names of people by id
     */
    public TierMembers(
            DutyBook book,
            Function<String, Optional<String>> staleStandIns,
            Function<String, String> names,
            Predicate<String> there) {
        this.book = book;
        this.there = there;
        this.staleStandIns = staleStandIns;
        this.names = names;
    }

    /** The members in the tier's order, each once. */
    public List<Member> of(RosterTier tier, Instant at) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (String person : tier.people()) {
            add(members, present(person, at), at);
        }
        for (String roster : tier.rosters()) {
            book.answer(roster, at).ifPresent(answer -> onDuty(answer, at).forEach(member -> add(members, member, at)));
        }
        return List.copyOf(members.values());
    }

    /** The person, or who stands in for them. */
    public Member present(String person, Instant at) {
        var why = new ArrayList<Text>();
        String present = book.present(person, at, why);
        if (!there.test(present) && there.test(person)) {
            String left = names.apply(present);
            return new Member(
                    person,
                    new Text(
                            names.apply(person) + "请假，但顶替人" + left + "已不在册，仍呼叫其本人",
                            names.apply(person) + " is away, but " + left
                                    + ", who stands in, has left: called all the same"));
        }
        return new Member(present, why.isEmpty() ? NAMED : joined(why));
    }

    private List<Member> onDuty(DutyAnswer answer, Instant at) {
        Optional<DutyRoster> roster = book.roster(answer.roster());
        String name = roster.map(DutyRoster::name).orElse(answer.roster());
        if (!there.test(answer.person())) {
            String left = names.apply(answer.person());
            var instead = new Text(
                    "值班表“" + name + "”当班的" + left + "已不在册，改呼同表其他人",
                    left + ", on duty by '" + name + "', has left: all others of that roster are called");
            return roster.stream()
                    .flatMap(one -> one.people().stream())
                    .map(person -> book.present(person, at))
                    .filter(there)
                    .map(person -> new Member(person, instead))
                    .toList();
        }
        var why = new ArrayList<Text>();
        why.add(new Text("值班：" + name + " " + answer.shift(), "on duty: " + name + " " + answer.shift()));
        why.addAll(answer.why()
                .subList(Math.min(2, answer.why().size()), answer.why().size()));
        return List.of(new Member(answer.person(), joined(why)));
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
