package org.jiaoying.alerting.paper;

import com.lowagie.text.SplitCharacter;
import com.lowagie.text.pdf.PdfChunk;

/**
 * Where a line may end: after a space or hyphen and between Chinese characters, but never before a closing mark nor after an opening
 * one (GB/T 15834: no line begins with a comma).
 */
final class LineBreaks implements SplitCharacter {
    static final LineBreaks CHINESE = new LineBreaks();

    private static final String CLOSING = "，。、；：？！）》〉」』】〕”’…—～%‰℃,.;:?!)]}·";
    private static final String OPENING = "（《〈「『【〔“‘([{";

    private LineBreaks() {}

    @Override
    public boolean isSplitCharacter(int start, int current, int end, char[] text, PdfChunk[] chunks) {
        char here = text[current];
        if (current + 1 < end && CLOSING.indexOf(text[current + 1]) >= 0) {
            return false;
        }
        if (OPENING.indexOf(here) >= 0) {
            return false;
        }
        boolean breaks = here <= ' ' || here == '-' || here == '/' || CLOSING.indexOf(here) >= 0 && here > 0x7f;
        return breaks || wide(here) || (current + 1 < end && wide(text[current + 1]));
    }

    private static boolean wide(char c) {
        return c >= 0x2e80 && c < 0xd7a0 || c >= 0xf900 && c < 0xfb00 || c >= 0xff00 && c < 0xffef;
    }
}
