package org.jiaoying.messaging.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

final class MosquittoLinkTest extends MqttLinkContract {
    @Override
    TestBroker startBroker(Path dir) {
        assumeTrue(Mosquitto.program().isPresent(), "install mosquitto to run the contract of the link against it");
        return Mosquitto.start(dir);
    }
}
