package org.jiaoying.alerting.reply;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.reply.Reply.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies tolerantly: digit or word, code before or after, full-width or not, with words behind. What could mean the
 * opposite (没收到) or something else (2人被困) is {@link Kind#UNCLEAR}: a wrong acknowledgement stops the chase, a question
 * back costs a text.
 */
public final class ReplyReader {
    private static final int MAX_LENGTH = 2_000;

    private static final Map<String, Kind> DIGITS = Map.of("1", Kind.RECEIVED, "2", Kind.HANDLED, "3", Kind.HELP);

    private static final Map<Kind, List<String>> WORDS = Map.of(
            Kind.RECEIVED,
            List.of("已收到", "已经收到", "收到", "收悉", "已阅", "知道了", "已知悉", "已知晓", "明白", "好的", "received", "roger", "ok", "yes"),
            Kind.HANDLED,
            List.of("已处置完毕", "已处置", "处置完毕", "已处理", "处理完毕", "handled", "done"),
            Kind.HELP,
            List.of("请求支援", "请求救援", "需要支援", "请派人支援", "求援", "求助", "求救", "救命", "help", "sos"));

    /** The whole text, where it is too short or too much like other words to be looked for in a longer one. */
    private static final Pattern WHOLE_RECEIVED =
            Pattern.compile("(?:好|嗯|是|[\\p{IsHan}]{0,6}(?<![没未不否有])(?:已经?)?收到|[\\p{IsHan}]{2,8}[,，;； ](?:已)?收到)");

    /** What may stand right behind a digit, without a space: the words of the text that was sent, and what goes on from it. */
    private static final List<String> ATTACHED =
            List.of("收到", "已", "知道", "明白", "好的", "正在", "马上", "处置", "处理", "撤", "完成", "求援", "求助", "救", "请", "需要", "编号");

    /** What was done, said without a digit or a word of ours. */
    private static final Pattern DONE = Pattern.compile("^已(?:断电|撤人|撤离|撤出|停产|停工|疏散|转移)");

    private static final Pattern DENIED = Pattern.compile("没|未|不|无法|别|什么|[?？吗]|\\bnot?\\b|n't");

    /** Facts of a report that are said with a denial and deny nothing. */
    private static final Pattern GOOD_NEWS = Pattern.compile(
            "(?:无|没有?|未(?:造成|发生)?)(?:任何)?(?:人员)?(?:伤亡|受伤|被困|影响)|(?:无需|不需要?|不用|未|没有?)(?:人员|群众)?(?:撤离|撤人|转移|疏散)|不影响");

    private static final Pattern CODE_FIRST =
            Pattern.compile("^(?:编号[ :]*)?([0-9]{4,5})(?![0-9.])(.*)$", Pattern.DOTALL);
    private static final Pattern CODE_NEXT =
            Pattern.compile("^(?:编号[ :]*)?([0-9]{4,5})(?:$|(?=[^0-9.%人名个台辆米吨元年月日号时分点]))(.*)$", Pattern.DOTALL);

    /** 1.62, 1:30 and 1,200 are no answers; 1,4821 is one. */
    private static final Pattern NUMBER_GOES_ON = Pattern.compile("^(?:\\.[0-9]|[:,][0-9]{1,3}(?![0-9]))");

    private static final String BETWEEN = " \t\r\n\u3000.,;:!、，。；：！~-—_+#/|()（）[]【】<>《》\"'“”‘’*=";

    private ReplyReader() {}

    public static Reply read(String message) {
        String text = strip(normal(message));
        Reply plain = kindFirst(text);
        if (plain.kind() != Kind.UNCLEAR) {
            return plain;
        }
        Matcher first = CODE_FIRST.matcher(text);
        if (first.matches() && isSeparated(first.group(2))) {
            Reply behind = kindFirst(strip(first.group(2)));
            boolean secondCode = behind.code() != null;
            return secondCode
                    ? new Reply(Kind.UNCLEAR, null, text)
                    : new Reply(behind.kind(), first.group(1), behind.text());
        }
        if (DONE.matcher(text).find()
                && !DENIED.matcher(GOOD_NEWS.matcher(text).replaceAll("")).find()) {
            return new Reply(Kind.HANDLED, null, text);
        }
        return WHOLE_RECEIVED.matcher(text).matches() && !DENIED.matcher(text).find()
                ? new Reply(Kind.RECEIVED, null, "")
                : plain;
    }

    /** The code may touch a word (4821收到) but not a digit of its own. */
    private static boolean isSeparated(String rest) {
        return rest.isEmpty() || !Character.isDigit(rest.charAt(0));
    }

    /** Digit or word first, then perhaps a code, then perhaps words. */
    private static Reply kindFirst(String text) {
        for (Kind kind : List.of(Kind.RECEIVED, Kind.HANDLED, Kind.HELP)) {
            String rest = behind(text, kind);
            if (rest != null) {
                return withCode(kind, strip(withoutWord(strip(rest), kind)), text);
            }
        }
        return new Reply(Kind.UNCLEAR, null, text);
    }

    private static Reply withCode(Kind kind, String rest, String whole) {
        Matcher next = CODE_NEXT.matcher(rest);
        String code = next.matches() ? next.group(1) : null;
        String words = next.matches() ? strip(withoutWord(strip(next.group(2)), kind)) : rest;
        // "收到，但处理不了" and "1 没人" are no plain acknowledgements; a plea for help stays one whatever is added.
        if (kind != Kind.HELP
                && DENIED.matcher(GOOD_NEWS.matcher(words).replaceAll("")).find()) {
            return new Reply(Kind.UNCLEAR, code, whole);
        }
        return new Reply(kind, code, words);
    }

    /** What stands behind the digit or word of this kind, if the text begins with it; null if it does not. */
    private static @Nullable String behind(String text, Kind kind) {
        for (Map.Entry<String, Kind> digit : DIGITS.entrySet()) {
            if (digit.getValue() == kind && text.startsWith(digit.getKey())) {
                String rest = text.substring(1);
                return endsToken(rest) || startsWithAny(rest, ATTACHED) ? rest : null;
            }
        }
        for (String word : WORDS.getOrDefault(kind, List.of())) {
            if (text.startsWith(word)) {
                String rest = text.substring(word.length());
                boolean latin = word.charAt(0) < 128;
                return !latin || rest.isEmpty() || !Character.isLetter(rest.charAt(0)) ? rest : null;
            }
        }
        return null;
    }

    private static boolean endsToken(String rest) {
        return rest.isEmpty()
                || BETWEEN.indexOf(rest.charAt(0)) >= 0
                        && !NUMBER_GOES_ON.matcher(rest).find();
    }

    /** "1 收到" says it twice. */
    private static String withoutWord(String text, Kind kind) {
        for (String word : WORDS.getOrDefault(kind, List.of())) {
            if (text.startsWith(word)) {
                return text.substring(word.length());
            }
        }
        return text;
    }

    private static boolean startsWithAny(String text, List<String> starts) {
        return starts.stream().anyMatch(text::startsWith);
    }

    /** Full-width forms as the plain ones, one case, no invisible characters. */
    private static String normal(String message) {
        String bounded = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        String plain = Normalizer.normalize(bounded, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.replaceAll("[\\p{Cf}\\p{Cntrl}&&[^\\r\\n\\t]]", "");
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && BETWEEN.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && BETWEEN.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
