package org.jiaoying.alerting.paper;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The font that Chinese is written in on PDFs: the one that is set, or the first of the usual ones that is here. Read once, when it
 * is first needed. A collection is named with the number of the font in it, {@code NotoSansCJK-Regular.ttc,2}.
 */
public final class Fonts {
    /** Where Debian, Ubuntu, Red Hat, Alpine, macOS and Windows keep fonts that know Chinese. */
    static final List<String> USUAL = List.of(
            "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc,2",
            "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc,2",
            "/usr/share/fonts/noto/NotoSansCJK-Regular.ttc,2",
            "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc,2",
            "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc,2",
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc,0",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc,0",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
            "/Library/Fonts/Arial Unicode.ttf",
            "C:/Windows/Fonts/msyh.ttc,0",
            "C:/Windows/Fonts/simhei.ttf");

    private final List<String> candidates;
    private @Nullable BaseFont font;

    private Fonts(List<String> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** @param setting a file; empty: the usual ones are looked for */
    public static Fonts of(String setting) {
        return new Fonts(setting.isBlank() ? USUAL : List.of(setting.strip()));
    }

    /** The font; may be asked from several threads. @throws NoFontException if there is none that can be read */
    synchronized BaseFont chinese() {
        if (font == null) {
            font = load();
        }
        return font;
    }

    private BaseFont load() {
        for (String candidate : candidates) {
            int comma = candidate.lastIndexOf(',');
            if (Files.isReadable(Path.of(comma < 0 ? candidate : candidate.substring(0, comma)))) {
                return read(candidate);
            }
        }
        throw new NoFontException(candidates.get(0), null);
    }

    private static BaseFont read(String candidate) {
        try {
            BaseFont found = BaseFont.createFont(candidate, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
            if (!found.charExists('应')) {
                throw new NoFontException(candidate, null);
            }
            return found;
        } catch (IOException | RuntimeException e) {
            throw e instanceof NoFontException known ? known : new NoFontException(candidate, e);
        }
    }
}
