package org.jiaoying.alerting.signin;

import java.util.Locale;
import java.util.Optional;

/** What an account is for, and so what it may see and do. */
public enum Role {
    /** A duty officer (值班员): all sites; acts on warnings. */
    OFFICER,
    /** All that an officer may, and rules and accounts. */
    ADMINISTRATOR,
    /** An enterprise (企业): its own sites, warnings and rejects; reads only. */
    ENTERPRISE,
    /** A responsible person (责任人): the warnings whose chain names them; answers for themselves. */
    OFFICIAL;

    /** The name in the API and in the table. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        for (Role role : values()) {
            if (role.code().equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
