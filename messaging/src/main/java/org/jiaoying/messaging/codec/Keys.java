package org.jiaoying.messaging.codec;

/** What no record may lack. Bytes of something else often parse as a record whose every field is absent. */
final class Keys {
    private Keys() {}

    /** @throws BadRecordException if one of the ids is empty */
    static void require(String... ids) {
        for (String id : ids) {
            if (id.isEmpty()) {
                throw new BadRecordException("a record that does not say what it is about");
            }
        }
    }
}
