package org.jiaoying.stream.cluster;

import java.util.function.IntSupplier;

/** The ports of a cluster; fixed, so that a JobManager comes back where it was. */
record ClusterPorts(int rpc, int rest, int zooKeeper) {

    static ClusterPorts of(IntSupplier free) {
        return new ClusterPorts(free.getAsInt(), free.getAsInt(), free.getAsInt());
    }
}
