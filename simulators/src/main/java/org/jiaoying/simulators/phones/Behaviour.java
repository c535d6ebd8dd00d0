package org.jiaoying.simulators.phones;

import java.time.Duration;
import java.util.List;

/** What the person with a phone does about texts, and whether the phone can be reached at all. */
public sealed interface Behaviour {

    /**
     * Sends each answer in turn, its delay counted from the arrival of the text. A text is answered only if it carries a code, and
     * each code only once, so that a helpful text about a wrong answer is not answered for ever.
     */
    record Answers(List<Answer> answers) implements Behaviour {
        public Answers {
            answers = List.copyOf(answers);
        }
    }

    /** Receives texts and says nothing. */
    record Ignores() implements Behaviour {}

    /** Cannot be reached: the receipt is {@code UNDELIV}. */
    record Unreachable() implements Behaviour {}

    /** Switched off: the center keeps texts until the phone is on again or their validity ends ({@code EXPIRED}). */
    record Off() implements Behaviour {}

    /**
     * One answer.
     *
     * @param after from the arrival of the text
     * @param text what is sent; {@code {code}} stands for the code in the text
     */
    record Answer(Duration after, String text) {
        public Answer {
            if (after.isNegative()) {
                throw new IllegalArgumentException("an answer cannot come before its text");
            }
        }

        String textFor(String code) {
            return text.replace("{code}", code);
        }
    }

    /** Whether texts reach the phone. */
    default boolean reachable() {
        return this instanceof Answers || this instanceof Ignores;
    }

    /** Answers once, such as {@code 1 {code}}; with a long delay, answers late; with another code, answers wrongly. */
    static Behaviour answers(Duration after, String text) {
        return new Answers(List.of(new Answer(after, text)));
    }

    static Behaviour ignores() {
        return new Ignores();
    }

    static Behaviour unreachable() {
        return new Unreachable();
    }

    static Behaviour off() {
        return new Off();
    }
}
