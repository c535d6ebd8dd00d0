package org.jiaoying.simulators.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.replay.ReplayPhone;
import org.jspecify.annotations.Nullable;

/** What the demonstration is made of: its register, its roster, and the phones of the people in it. */
public final class Demo {
    private Demo() {}

    /** In the form of a register file: the simulated sites, and the device {@code gas-t1} for visitors. */
    public static String registerYaml() {
        return resource("demo-register.yaml");
    }

    /** In the form of a roster file. */
    public static String rosterYaml() {
        return resource("demo-roster.yaml");
    }

    /** The phones of the roster; nobody answers but the visitor. */
    public static List<ReplayPhone> phones() {
        return List.of(
                phone("19900000011", "陈示范（矿调度员）"),
                phone("19900000012", "刘示范（矿长）"),
                phone("19900000013", "杨示范（乡镇安监负责人）"),
                phone("19900000021", "黄示范（边坡监测员）"),
                phone("19900000022", "赵示范（露天矿矿长）"),
                phone("19900000023", "周示范（县应急局值班负责人）"),
                phone("19900000031", "吴示范（县应急局值班员）"),
                phone("19900000032", "郑示范（县应急局值班员）"),
                phone("19900000033", "孙示范（县应急局局长）"),
                phone("19900000034", "李示范（县应急局副局长）"));
    }

    private static ReplayPhone phone(String number, String person) {
        return new ReplayPhone(number, person, Behaviour.ignores());
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = Demo.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
