package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/** What is in a queue of Aliyun, as the end of its name says; each entry has the form in which it would be pushed. */
public enum QueueKind {
    REPLIES("SmsUp", AliyunPushes::replies),
    RECEIPTS("SmsReport", AliyunPushes::receipts),
    SPOKEN_CALLS("VoiceReport", AliyunPushes::spokenCalls);

    private final String word;
    private final BiFunction<AliyunPushes, String, Future<Void>> take;

    QueueKind(String word, BiFunction<AliyunPushes, String, Future<Void>> take) {
        this.word = word;
        this.take = take;
    }

    /** The platform's word for it. */
    String word() {
        return word;
    }

    /** Takes one entry as if it had been pushed. */
    Future<Void> take(AliyunPushes pushes, String entry) {
        return take.apply(pushes, "[" + entry + "]");
    }

    public static Optional<QueueKind> of(String queue) {
        return Arrays.stream(values())
                .filter(kind -> queue.endsWith("-" + kind.word))
                .findFirst();
    }
}
