package org.jiaoying.alerting.dispatch;

import java.util.concurrent.CompletionStage;

/** Takes what carriers bring. A stage completes when it is safe, and only then is the carrier told that we have it. */
public interface Inbox {
    CompletionStage<Void> receipt(Receipt receipt);

    CompletionStage<Void> text(IncomingText text);
}
