package org.jiaoying.domain.register;

import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A register written by people: enterprises with their users, sites, zones, devices and points, in YAML.
 *
 * <pre>{@code
 * enterprises:
 *   demo-mine:                                   # ids: letters, digits, '_', '-', '.'
 *     name: {zh: 示范煤矿, en: Demo coal mine}     # or one text for both; without it, the id
 *     users:
 *       demo-mine: {password: demo-mine}         # or {passwordHash: pbkdf2-sha256$...}
 *     sites:
 *       north:
 *         name: {zh: 北井, en: North shaft}
 *         kind: coal-mine
 *         timeZone: Asia/Shanghai
 *         region: "140581"                       # administrative code; may be left out
 *         attributes: {capacity: 1.2}            # kept as written
 *         zones:
 *           W1203: {name: 1203 工作面, attributes: {people.max: 20}}
 *         windows:                               # declared or ordered times; without offset: the site's time zone
 *           - {kind: ordered-stop, from: 2025-10-21, to: 2025-10-22, note: 停产令}
 *         devices:
 *           gas-t1:
 *             name: 甲烷传感器 T1
 *             kind: gas-sensor
 *             zone: W1203
 *             points:
 *               ch4:                             # quantity: what rules select by; without it, the point's id
 *                 unit: "%"
 *                 range: [0, 40]                 # what the sensor can give; one end may be null
 *                 sentinels: [-1, 9999]          # values that mean "no value"
 *                 attributes: {place: T1, alarm: 1.0, cut: 1.5, restore: 1.0}
 * }</pre>
 *
 * <p>Devices take {@code attributes} and {@code windows} as sites do, and {@code name} stands at zones and points too. A key
 * that is not known is a fault. Anchors and aliases may be used; size, nesting and the number of aliases are bounded, so that
 * a hostile file costs little.
 *
 * @param entries enterprises, each followed by its sites, each followed by its devices
 * @param users who may send for the enterprises
 */
public record RegisterFile(List<RegisterEntry> entries, List<InitialUser> users) {

    public RegisterFile {
        entries = List.copyOf(entries);
        users = List.copyOf(users);
    }

    /**
     * Reads the YAML text.
     *
     * @param sourceName the file's name, for the faults
     * @throws RegisterFileException naming all faults with their places
     */
    public static RegisterFile parse(String sourceName, String yaml) {
        return RegisterFileReader.read(sourceName, BoundedYaml.compose(sourceName, yaml));
    }

    /**
     * Reads the mapping that holds {@code enterprises}, where it is a part of a larger document, already bounded.
     *
     * @throws RegisterFileException naming all faults with their places
     */
    public static RegisterFile read(String sourceName, Node mapping) {
        return RegisterFileReader.read(sourceName, mapping);
    }
}
