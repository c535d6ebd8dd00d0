package org.jiaoying.alerting.answer;

import org.jiaoying.alerting.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, and how.
 *
 * @param actor who is on record as answering
 * @param person id of the person of the chain who answers, or for whom the actor answers
 * @param call the call that is answered, if it is known
 * @param text what was said, word for word
 * @param via such as {@code sms}, {@code page} or {@code link}
 */
public record Answer(
        Actor actor, @Nullable String person, @Nullable String call, String text, String via) {

    /** Who counts as having answered: the person where there is one. */
    Actor answerer() {
        return person == null ? actor : Actor.person(person);
    }
}
