package org.jiaoying.alerting.gather;

import java.util.List;
import org.jiaoying.alerting.dispatch.Particulars;

/**
 * The text that lists several warnings at once: how many, each with level, place, hazard and code as far as there is room, the
 * gravest first, and how to answer each.
 */
final class DigestText {
    /** Four parts of a long text in UCS-2. */
    static final int MAX_LENGTH = 268;

    private static final int MAX_PLACE = 16;

    private DigestText() {}

    /** @param warnings gravest first, of one person and all drills or none */
    static String of(List<Particulars> warnings) {
        return warnings.get(0).language().equals("en") ? english(warnings) : chinese(warnings);
    }

    private static String chinese(List<Particulars> warnings) {
        Particulars first = warnings.get(0);
        String head = (first.drill() ? "【叫应】【演练】" : "【叫应】") + "合并告知" + warnings.size() + "条预警：";
        String tail = "。请逐条回复，如：1 " + first.code();
        var list = new StringBuilder();
        int listed = 0;
        for (Particulars one : warnings) {
            String entry = (list.isEmpty() ? "" : "；") + one.level().text().zh()
                    + shortened(one.place().zh()) + one.hazard().text().zh() + "(" + one.code() + ")";
            String rest = "；另" + (warnings.size() - listed) + "条见值班台";
            if (head.length() + list.length() + entry.length() + rest.length() + tail.length() > MAX_LENGTH) {
                return head + list + rest + tail;
            }
            list.append(entry);
            listed++;
        }
        return head + list + tail;
    }

    private static String english(List<Particulars> warnings) {
        Particulars first = warnings.get(0);
        String head = (first.drill() ? "[Jiaoying] DRILL " : "[Jiaoying] ") + warnings.size() + " warnings: ";
        String tail = ". Reply to each, as: 1 " + first.code();
        var list = new StringBuilder();
        int listed = 0;
        for (Particulars one : warnings) {
            String entry = (list.isEmpty() ? "" : "; ") + one.level().name() + " "
                    + shortened(one.place().en()) + " " + one.hazard().text().en() + " (" + one.code() + ")";
            String rest = "; " + (warnings.size() - listed) + " more at the desk";
            if (head.length() + list.length() + entry.length() + rest.length() + tail.length() > MAX_LENGTH) {
                return head + list + rest + tail;
            }
            list.append(entry);
            listed++;
        }
        return head + list + tail;
    }

    private static String shortened(String place) {
        if (place.length() <= MAX_PLACE) {
            return place;
        }
        // A character outside the basic plane is two units, which must not be torn apart.
        int end = Character.isHighSurrogate(place.charAt(MAX_PLACE - 2)) ? MAX_PLACE - 2 : MAX_PLACE - 1;
        return place.substring(0, end) + "…";
    }
}
