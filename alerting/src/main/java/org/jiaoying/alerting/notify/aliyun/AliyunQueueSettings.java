package org.jiaoying.alerting.notify.aliyun;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The queues in which Aliyun keeps receipts, replies and the ends of spoken calls until somebody fetches them.
 *
 * @param endpoint host that gives out the right to a queue, and port where it is not the usual one
 * @param tls false only towards a stand-in on this machine
 * @param queues where the queues are
 * @param names such as {@code Alicom-Queue-123-SmsUp}; the end says what is in it
 * @param every how often they are looked into
 */
public record AliyunQueueSettings(
        String accessKeyId,
        String accessKeySecret,
        String endpoint,
        boolean tls,
        URI queues,
        List<String> names,
        Duration every,
        Duration within) {

    public AliyunQueueSettings {
        names = List.copyOf(names);
    }

    @Override
    public String toString() {
        return "aliyun " + queues.getHost() + " " + names;
    }
}
