package org.jiaoying.standalone.assemble;

import java.net.URI;

/** The MQTT broker of a system: one in this process, or one that runs by itself and is not ours to stop. */
record Broker(URI url, AutoCloseable part) implements AutoCloseable {

    static Broker at(URI url) {
        return new Broker(url, () -> {});
    }

    @Override
    public void close() throws Exception {
        part.close();
    }
}
