package org.jiaoying.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.messaging.mqtt.Subscription;
import org.jiaoying.simulators.load.Load;
import org.jiaoying.simulators.load.LoadPlan;
import org.jiaoying.simulators.load.LoadReport;

/** How many messages of the load a broker passes from devices to one subscriber, QoS 1 in and out, with nothing done to them. */
final class BrokerLimit {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private BrokerLimit() {}

    /** @return messages a second */
    static int measure(URI broker, String user, String password, Ramp ramp, int[] rates, InstantSource clock)
            throws IOException, InterruptedException {
        var delivered = new LongAdder();
        MqttLinkOptions options = MqttLinkOptions.to(broker, "bench-subscriber")
                .credentials(user, password)
                .receiveMaximum(4_000)
                .subscribe(Subscription.shared("gateways", "jy/v1/+/+/+/+"))
                .build();
        try (MqttLink subscriber = MqttLink.open(options, message -> {
                    message.acknowledge();
                    delivered.increment();
                });
                Load load = Load.connect(LoadPlan.of(rates[0]), broker, clock)) {
            if (!subscriber.awaitConnected(CONNECT)) {
                throw new IOException("the subscriber did not reach " + broker);
            }
            load.start();
            int best = ramp.highest(
                    new Ramp.Carrier() {
                        @Override
                        public void rate(int messagesPerSecond) {
                            load.rate(messagesPerSecond);
                        }

                        @Override
                        public long behind() {
                            LoadReport report = load.report();
                            return report.sent() + report.behind() - delivered.sum();
                        }
                    },
                    rates);
            load.stop(CONNECT);
            return best;
        }
    }
}
