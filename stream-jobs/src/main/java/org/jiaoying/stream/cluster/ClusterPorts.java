package org.jiaoying.stream.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The ports of a cluster; fixed, so that a JobManager comes back where it was. */
record ClusterPorts(int rpc, int rest, int zooKeeper) {

    /** Ports that were free a moment ago. */
    static ClusterPorts free() throws IOException {
        try (var a = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var b = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var c = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ClusterPorts(a.getLocalPort(), b.getLocalPort(), c.getLocalPort());
        }
    }
}
