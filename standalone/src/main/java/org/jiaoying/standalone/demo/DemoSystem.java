package org.jiaoying.standalone.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.alerting.signin.AccountChange;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.simulators.site.Demo;
import org.jiaoying.standalone.assemble.AssemblyPlan;

/** What the demonstration is made of; the story tests take the same. */
public final class DemoSystem {
    private DemoSystem() {}

    public static AssemblyPlan plan(
            Path data, AssemblyPlan.Ports ports, InstantSource clock, AssemblyPlan.Time time, InstantSource wall) {
        return new AssemblyPlan(
                data,
                ports,
                clock,
                time,
                wall,
                RegisterFile.parse("demo-register.yaml", Demo.registerYaml()),
                RulePacks.all(),
                Demo.rosterYaml(),
                Demo.phones(),
                accounts(),
                null);
    }

    /** Names are passwords: only here, and only on the loopback address. */
    private static List<AccountChange> accounts() {
        return List.of(
                new AccountChange("officer", Role.OFFICER, null, null, true, "officer"),
                new AccountChange("admin", Role.ADMINISTRATOR, null, null, true, "admin"),
                new AccountChange("demo-mine", Role.ENTERPRISE, "demo-mine", null, true, "demo-mine"));
    }
}
