package org.jiaoying.standalone.backtest;

/** Text in a page. */
final class Html {
    private Html() {}

    /** What stands in registers, rules and files is text, and never markup. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
