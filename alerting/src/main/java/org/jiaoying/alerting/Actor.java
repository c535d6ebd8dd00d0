package org.jiaoying.alerting;

/**
 * Who did something, as it stands in the records: {@code account:officer}, {@code person:zhang-wei} or {@code part:escalate}.
 *
 * @param kind what kind of actor: {@code account} (signed in), {@code person} (answered a call) or {@code part} (of the system)
 */
public record Actor(String kind, String id) {

    public static Actor account(String login) {
        return new Actor("account", login);
    }

    public static Actor person(String personId) {
        return new Actor("person", personId);
    }

    public static Actor part(String name) {
        return new Actor("part", name);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
