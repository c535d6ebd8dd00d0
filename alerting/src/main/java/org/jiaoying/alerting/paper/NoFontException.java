package org.jiaoying.alerting.paper;

import org.jspecify.annotations.Nullable;

/** No font that knows Chinese is here: PDFs cannot be written, the other forms can. */
public final class NoFontException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param path where one was looked for */
    NoFontException(String path, @Nullable Throwable cause) {
        super("no font that knows Chinese at " + path, cause);
    }
}
