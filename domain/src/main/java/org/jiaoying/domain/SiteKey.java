package org.jiaoying.domain;

/** Names a site of an enterprise; its text form {@code enterprise/site} is the Kafka key that keeps a site in order. */
public record SiteKey(String enterprise, String site) {

    /** Reads the text form. */
    public static SiteKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("site key must be enterprise/site, but is '" + text + "'");
        }
        return new SiteKey(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return enterprise + "/" + site;
    }
}
