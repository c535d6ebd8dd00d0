package org.jiaoying.alerting.link;

import org.jiaoying.alerting.dispatch.Outgoing;

/**
 * A link in the text of a call. Who has it may answer as the person who was called: it is for that person's eyes only.
 *
 * @param path where links are served, up to and with the last slash
 * @param token the end of the link
 */
public record Link(String path, String token) {

    /** What stands in the text. */
    public String address() {
        return path + token;
    }

    /** A text that ends with the link, as it may stand in records: with four stars for the token. */
    public String hiddenIn(String text) {
        if (!text.endsWith(address())) {
            throw new IllegalArgumentException("the text does not end with the link");
        }
        return text.substring(0, text.length() - token.length()) + Outgoing.HIDDEN;
    }

    /** Without what must not be printed. */
    @Override
    public String toString() {
        return "link " + path + Outgoing.HIDDEN;
    }
}
