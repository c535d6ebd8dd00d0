package org.jiaoying.alerting.view;

import org.jiaoying.alerting.signin.Account;
import org.jspecify.annotations.Nullable;

/**
 * How much of the warnings and the register a reader may see: all where both are absent.
 *
 * @param enterprise only this enterprise's
 * @param person only warnings whose chain names this person
 */
public record Scope(@Nullable String enterprise, @Nullable String person) {
    public static final Scope ALL = new Scope(null, null);

    /** Matches no id, since ids do not have this form: the scope of an account that lacks what its role needs. */
    private static final String NOBODY = "\u0001";

    public static Scope of(Account account) {
        return switch (account.role()) {
            case OFFICER, ADMINISTRATOR -> ALL;
            case ENTERPRISE -> new Scope(account.enterprise() == null ? NOBODY : account.enterprise(), null);
            case OFFICIAL -> new Scope(null, account.personId() == null ? NOBODY : account.personId());
        };
    }
}
