package org.jiaoying.domain;

/** Names a device of a site; its text form is {@code enterprise/site/device}. */
public record DeviceKey(String enterprise, String site, String device) {

    /** Reads the text form. */
    public static DeviceKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("device key must be enterprise/site/device, but is '" + text + "'");
        }
        return new DeviceKey(parts[0], parts[1], parts[2]);
    }

    public SiteKey siteKey() {
        return new SiteKey(enterprise, site);
    }

    @Override
    public String toString() {
        return enterprise + "/" + site + "/" + device;
    }
}
