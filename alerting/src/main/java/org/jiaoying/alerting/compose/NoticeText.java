package org.jiaoying.alerting.compose;

import java.util.List;
import java.util.stream.Collectors;

/** What is answered to a reply that could not be taken as it is. In the language of its sender. */
public final class NoticeText {
    private static final int MAX_CODES = 5;

    /**
     * A code of a warning that is open.
     *
     * @param drill whether that is a drill, which is said wherever the code stands
     */
    public record OpenCode(String code, boolean drill) {}

    private NoticeText() {}

    /** The same words about a drill. */
    public static String marked(boolean drill, String words) {
        return drill ? words.replace("【叫应】", "【叫应】【演练】").replace("[Jiaoying]", "[Jiaoying] DRILL:") : words;
    }

    /** Several warnings wait: which one is meant? */
    public static String whichOne(String language, List<OpenCode> codes) {
        return english(language)
                ? "[Jiaoying] Several warnings are open: " + listed(language, codes) + ". Add the code, as in: 1 "
                        + codes.get(0).code()
                : "【叫应】您有多条预警待应答：" + listed(language, codes) + "。请带上编号回复，例如：1 "
                        + codes.get(0).code();
    }

    /** It is not certain which warning a bare answer meant, though but one is open. */
    public static String withCode(String language, List<OpenCode> codes) {
        return english(language)
                ? "[Jiaoying] It is not certain which warning you mean. Open: " + listed(language, codes)
                        + ". Please reply with the code, as in: 1 "
                        + codes.get(0).code()
                : "【叫应】无法确定您应答的是哪条预警。待应答编号：" + listed(language, codes) + "。请带上编号回复，例如：1 "
                        + codes.get(0).code();
    }

    /** That code is none of the sender's. */
    public static String wrongCode(String language, String code, List<OpenCode> codes) {
        if (codes.isEmpty()) {
            return english(language)
                    ? "[Jiaoying] Code " + code + " is not known for this number; nothing waits for your answer."
                    : "【叫应】未找到编号 " + code + "，您目前没有待应答的预警。";
        }
        return english(language)
                ? "[Jiaoying] Code " + code + " is not known. Open: " + listed(language, codes)
                        + ". Reply for example: 1 " + codes.get(0).code()
                : "【叫应】未找到编号 " + code + "。待应答编号：" + listed(language, codes) + "。请回复，例如：1 "
                        + codes.get(0).code();
    }

    /** The warning is over. */
    public static String tooLate(String language, String code) {
        return english(language)
                ? "[Jiaoying] The warning with code " + code + " is closed; no answer is needed. Thank you."
                : "【叫应】编号 " + code + " 的预警已关闭，无需再应答，谢谢。";
    }

    /** The answer was not understood. */
    public static String unclear(String language, List<OpenCode> codes) {
        String example = codes.size() > 1 ? "1 " + codes.get(0).code() : "1";
        String open = codes.isEmpty() ? "" : listed(language, codes);
        return english(language)
                ? "[Jiaoying] Not understood. Reply 1 received, 2 handled, 3 help"
                        + (open.isEmpty() ? "." : "; open: " + open + ". For example: " + example)
                : "【叫应】未能识别您的回复。请回复 1 收到 2 已处置 3 求援" + (open.isEmpty() ? "。" : "；待应答编号：" + open + "。例如：" + example);
    }

    /** Nothing waits for this sender. */
    public static String nothingOpen(String language) {
        return english(language) ? "[Jiaoying] Nothing waits for your answer." : "【叫应】您目前没有待应答的预警。";
    }

    /** Help is on its way. */
    public static String helpCalled(String language) {
        return english(language)
                ? "[Jiaoying] Your request for help is recorded; the next tier is being called."
                : "【叫应】已记录您的求援，正在呼叫上一级责任人。";
    }

    /** Two share a phone: each answers for themselves. */
    public static String answeredFor(String language, String name, List<String> others, String code) {
        return english(language)
                ? "[Jiaoying] Recorded for " + name + ". This number is also that of " + String.join(", ", others)
                        + ", who must answer too: 1 " + code
                : "【叫应】已记录" + name + "收到。本号码还登记了" + String.join("、", others) + "，请其本人再回复：1 " + code;
    }

    private static String listed(String language, List<OpenCode> codes) {
        String drill = english(language) ? " (drill)" : "（演练）";
        return codes.stream()
                        .limit(MAX_CODES)
                        .map(open -> open.code() + (open.drill() ? drill : ""))
                        .collect(Collectors.joining(english(language) ? ", " : "、"))
                + (codes.size() > MAX_CODES ? "…" : "");
    }

    private static boolean english(String language) {
        return language.equals("en");
    }
}
