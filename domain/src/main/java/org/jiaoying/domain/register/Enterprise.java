package org.jiaoying.domain.register;

import org.jiaoying.domain.Text;

/** Who runs sites and connects their devices (企业). */
public record Enterprise(String id, Text name) implements RegisterEntry {
    @Override
    public String entryKey() {
        return "enterprise:" + id;
    }
}
