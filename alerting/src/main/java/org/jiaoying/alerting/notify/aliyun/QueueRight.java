package org.jiaoying.alerting.notify.aliyun;

/** The right to a queue for some minutes, as the platform lends it. */
record QueueRight(String keyId, String keySecret, String token) {
    @Override
    public String toString() {
        return "right of " + keyId;
    }
}
