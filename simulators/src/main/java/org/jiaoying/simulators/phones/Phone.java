package org.jiaoying.simulators.phones;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A phone and the person who has it. Guarded by its {@link Exchange}. */
final class Phone {
    private static final int KEPT = 1_000;

    /** A text the center keeps while the phone is off. */
    record Held(List<Message> messages, String text) {}

    private final String number;
    private String person;
    private Behaviour behaviour;
    private final Deque<PhoneView.Received> texts = new ArrayDeque<>();
    private final Deque<PhoneView.Sent> replies = new ArrayDeque<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private @Nullable Message last;

    Phone(String number, String person, Behaviour behaviour) {
        this.number = number;
        this.person = person;
        this.behaviour = behaviour;
    }

    String number() {
        return number;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void rename(String newPerson) {
        person = newPerson;
    }

    void behave(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    void receive(Message message, String text, Instant now) {
        last = message;
        addBounded(
                texts,
                new PhoneView.Received(
                        now,
                        text,
                        message.submission().from().number(),
                        Objects.requireNonNullElse(message.submission().reference(), "")));
    }

    void wrote(Instant now, String text, String to) {
        addBounded(replies, new PhoneView.Sent(now, text, to));
    }

    /** The last text received, whose sender a reply goes to. */
    @Nullable
    Message last() {
        return last;
    }

    /** Whether this text is to be answered: it asks for an answer, and was not answered before. */
    boolean answersNow(String code, String text) {
        if (answered.size() >= KEPT) {
            answered.remove(answered.iterator().next());
        }
        return answered.add(code + "\n" + text);
    }

    Deque<Held> held() {
        return held;
    }

    PhoneView view() {
        return new PhoneView(number, person, behaviour, List.copyOf(texts), List.copyOf(replies));
    }

    private static <T> void addBounded(Deque<T> list, T entry) {
        if (list.size() == KEPT) {
            list.removeFirst();
        }
        list.addLast(entry);
    }
}
