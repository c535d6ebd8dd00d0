package org.jiaoying.alerting.paper;

import io.vertx.core.json.JsonObject;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** The language a paper is written in. */
public enum Language {
    ZH,
    EN;

    /** The words in this language. */
    public String of(String zh, String en) {
        return this == EN ? en : zh;
    }

    public String of(Text text) {
        return of(text.zh(), text.en());
    }

    /** A text of the API ({@code zh}, {@code en}); empty where there is none. */
    public String of(@Nullable JsonObject text) {
        return text == null ? "" : of(text.getString("zh", ""), text.getString("en", text.getString("zh", "")));
    }

    /** The tag in a page. */
    public String tag() {
        return of("zh-CN", "en");
    }
}
