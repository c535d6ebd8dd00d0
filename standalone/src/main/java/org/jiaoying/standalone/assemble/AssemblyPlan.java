package org.jiaoying.standalone.assemble;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.alerting.signin.AccountChange;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.simulators.replay.ReplayPhone;
import org.jspecify.annotations.Nullable;

/**
 * What a system in one process is made of.
 *
 * @param data where every part keeps what it keeps; created if it is new
 * @param ports where it is reached
 * @param clock the one clock of every part
 * @param time who moves it
 * @param wall the clock of the people at a desk: their sessions go by it
 * @param register loaded into the register at each start; what is already there and not named stays
 * @param rules put in force where they differ from what is in force
 * @param roster the text of a roster file
 * @param phones the simulated phones of its people
 * @param accounts of people at a desk; created if they are not there yet
 * @param broker address of an MQTT broker that runs by itself and lets everyone in; null for the embedded one
 */
public record AssemblyPlan(
        Path data,
        Ports ports,
        InstantSource clock,
        Time time,
        InstantSource wall,
        RegisterFile register,
        List<Rule> rules,
        String roster,
        List<ReplayPhone> phones,
        List<AccountChange> accounts,
        @Nullable URI broker) {

    /** Who moves the clock. */
    public enum Time {
        /** It goes by itself; every part does by itself what falls due. */
        LIVE,
        /** A hand: nothing happens between two of its movements, see {@link Assembly#agendas}. */
        BY_HAND
    }

    /** Each 0 for a free one. All on the loopback address. */
    public record Ports(int mqtt, int http, int phones) {
        public static final Ports ANY = new Ports(0, 0, 0);
    }

    public AssemblyPlan {
        rules = List.copyOf(rules);
        phones = List.copyOf(phones);
        accounts = List.copyOf(accounts);
    }
}
