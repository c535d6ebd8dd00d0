package org.jiaoying.alerting.reply;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.warning.Report;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of a report out of the words of a text: who commands, what is affected, how many people were moved. What it
 * does not find is not said, and is asked for; nothing is guessed.
 */
public final class ReportReader {
    private static final String NAME = "([\\p{IsHan}·]{2,4}|[a-z][a-z .'-]{1,38}[a-z])";
    private static final String IS = "(?:是|为|:|：|\\s)*";
    private static final String PART = "([^,，。;；、!！\\n]{1,80})";

    private static final List<Pattern> COMMANDER = List.of(
            Pattern.compile("(?:总?指挥(?:员|人|长)?|负责人|带队人?)(?:是|为|:|：|\\s)+" + NAME + "(?=$|[\\s,，。;；、!！(（])"),
            Pattern.compile(
                    "(?:^|[\\s,，。;；、:：由])([\\p{IsHan}·]{2,4}?)(?:同志|书记|镇长|乡长|县长|主任|矿长|队长|科长)?(?:正?在)?(?:现场)?(?:总?指挥|带队|负责)"),
            Pattern.compile(
                    "(?:command(?:er|ed by)|in command|led by)" + IS + "([a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,2})"));
    private static final List<Pattern> AFFECTED = List.of(
            Pattern.compile("(?<![不无没未])(?:受?影响|涉及|波及)(?:到|了)?(?:范围|区域|人员)?" + IS + PART),
            Pattern.compile("(?:affects?|affected)" + IS + "([^,.;\\n]{1,80})"));
    private static final Pattern NOT_AFFECTED =
            Pattern.compile("(?:无|没有?|未造成|不)(?:任何|人员|生产)?(?:受?影响)|no(?:thing|body)? (?:is )?affected");
    private static final List<Pattern> MOVED = List.of(
            Pattern.compile("(?:撤|转移|疏散|升井)[^0-9,，。;；]{0,6}([0-9]{1,6})\\s*(?:余|多)?\\s*(?:人|名|个)"),
            Pattern.compile("([0-9]{1,6})\\s*(?:余|多)?\\s*(?:人|名)[^0-9,，。;；]{0,8}(?:撤|转移|疏散|升井)"),
            Pattern.compile("(?:evacuated|moved)\\D{0,6}([0-9]{1,6})"),
            Pattern.compile("([0-9]{1,6})\\s*(?:people|persons|men|workers)[^0-9,.;]{0,12}(?:evacuated|moved)"));
    private static final Pattern NOBODY_MOVED = Pattern.compile(
            "(?:无需|不需要?|不用|未|没有?|无)(?:人员|群众)?(?:需要)?(?:撤|转移|疏散)|nobody (?:was )?(?:moved|evacuated)|no evacuation");

    private ReportReader() {}

    /** @param words as {@link ReplyReader} leaves them: plain forms, lower case, without kind and code */
    public static Report read(Report.Kind kind, String words) {
        return new Report(kind, commander(words), affected(words), peopleMoved(words), words.isEmpty() ? "已处置" : words);
    }

    private static String commander(String words) {
        String found = first(COMMANDER, words);
        return found == null ? "" : found;
    }

    private static String affected(String words) {
        if (NOT_AFFECTED.matcher(words).find()) {
            return "无";
        }
        String found = first(AFFECTED, words);
        return found == null ? "" : found;
    }

    static @Nullable Integer peopleMoved(String words) {
        String found = first(MOVED, words);
        if (found != null) {
            return Integer.valueOf(found);
        }
        return NOBODY_MOVED.matcher(words).find() ? 0 : null;
    }

    private static @Nullable String first(List<Pattern> patterns, String words) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(words);
            if (matcher.find()) {
                return matcher.group(1).strip();
            }
        }
        return null;
    }
}
