package org.jiaoying.messaging.mqtt;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes why connections were lost. */
final class Losses implements LinkListener {
    private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();

    @Override
    public void lost(Loss loss) {
        losses.add(loss);
    }

    List<Loss> all() {
        return List.copyOf(losses);
    }

    List<LossReason> reasons() {
        return losses.stream().map(Loss::reason).toList();
    }
}
