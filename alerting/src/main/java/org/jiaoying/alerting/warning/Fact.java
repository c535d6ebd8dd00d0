package org.jiaoying.alerting.warning;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiaoying.domain.Text;

/** What a first report must say; a report that lacks one is asked for it again. */
public enum Fact {
    COMMANDER("现场指挥人", "who commands"),
    AFFECTED("影响范围", "what is affected"),
    MOVED("人员是否转移", "whether people were moved");

    /** That people were or were not moved can be said without a number. */
    private static final Pattern MOVING = Pattern.compile("撤|转移|疏散|升井|evacuat|people moved|moved out|nobody");

    private final Text text;

    Fact(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** Those of {@code asked} that a report does not give. */
    public static Set<Fact> missing(Set<Fact> asked, Report report) {
        var missing = EnumSet.noneOf(Fact.class);
        missing.addAll(asked);
        if (!report.commander().isBlank()) {
            missing.remove(COMMANDER);
        }
        if (!report.affected().isBlank()) {
            missing.remove(AFFECTED);
        }
        if (report.peopleMoved() != null || MOVING.matcher(report.done()).find()) {
            missing.remove(MOVED);
        }
        return missing;
    }
}
