package org.jiaoying.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void noPortIsOfferedTwiceOrAmongThoseThatConnectionsGet() throws Exception {
        var offered = new HashSet<Integer>();
        for (int i = 0; i < 200; i++) {
            int port = Ports.free();
            assertThat(offered.add(port)).isTrue();
            assertThat(port).isLessThan(32_768);
        }
        try (var listening = new ServerSocket(offered.iterator().next(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(listening.isBound()).isTrue();
        }
    }
}
