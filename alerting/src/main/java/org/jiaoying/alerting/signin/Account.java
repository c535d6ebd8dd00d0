package org.jiaoying.alerting.signin;

import org.jiaoying.alerting.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in.
 *
 * @param displayName the person's name where the account is a person's, else the login
 * @param enterprise whose sites it sees; for {@link Role#ENTERPRISE} only
 * @param personId the person it stands for; for {@link Role#OFFICIAL}, and allowed for others
 * @param passwordHash as {@link PasswordHash} writes it; never leaves the server
 */
public record Account(
        String login,
        String displayName,
        Role role,
        @Nullable String enterprise,
        @Nullable String personId,
        boolean active,
        String passwordHash) {

    /** Whether it sees every site. */
    public boolean seesAll() {
        return role == Role.OFFICER || role == Role.ADMINISTRATOR;
    }

    /** How the records name it: an official acts as the person, everybody else as the account. */
    public Actor actor() {
        return role == Role.OFFICIAL && personId != null ? Actor.person(personId) : Actor.account(login);
    }

    /** Without what must not be printed. */
    @Override
    public String toString() {
        return "account " + login + " (" + role.code() + ")";
    }
}
