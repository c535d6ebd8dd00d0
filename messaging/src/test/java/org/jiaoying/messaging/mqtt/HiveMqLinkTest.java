package org.jiaoying.messaging.mqtt;

import java.nio.file.Path;

final class HiveMqLinkTest extends MqttLinkContract {
    @Override
    TestBroker startBroker(Path dir) {
        return HiveMq.start(dir);
    }
}
