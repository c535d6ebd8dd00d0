package org.jiaoying.ingest;

import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.ingest.register.Register;

/** A small mine for tests. */
public final class TestRegister {
    public static final String YAML = """
            enterprises:
              mine:
                name: {zh: 煤矿, en: Mine}
                users:
                  mine: {password: mine-secret}
                sites:
                  north:
                    kind: coal-mine
                    timeZone: Asia/Shanghai
                    zones:
                      W1: {name: 一采区}
                    devices:
                      gas-1:
                        kind: gas-sensor
                        zone: W1
                        points:
                          ch4: {unit: "%", range: [0, 40], sentinels: [-1, 9999], attributes: {alarm: 1.0}}
                          temp: {unit: ℃}
                      cards: {kind: positioning-station}
                      cam-1: {kind: camera}
              slope:
                users:
                  slope: {password: slope-secret}
                sites:
                  east:
                    kind: open-pit
                    timeZone: Asia/Shanghai
                    devices:
                      gnss-1: {kind: gnss, points: {up: {unit: mm}}}
            """;

    private TestRegister() {}

    public static RegisterFile file() {
        return RegisterFile.parse("test", YAML);
    }

    public static Register loaded() {
        var register = new Register();
        long version = 0;
        for (RegisterEntry entry : file().entries()) {
            register.apply(++version, entry);
        }
        return register;
    }
}
