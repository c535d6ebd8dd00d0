package org.jiaoying.stream.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files and arguments that the scripts of Flink's distribution would make. */
final class ClusterFiles {
    private ClusterFiles() {}

    static void write(Path dir, ClusterPorts ports, int slots) throws IOException {
        Path conf = Files.createDirectories(dir.resolve("conf"));
        Files.createDirectories(dir.resolve("zookeeper"));
        Files.writeString(conf.resolve("config.yaml"), """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                jobmanager.memory.process.size: 768m
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %d
                io.tmp.dirs: %s
                heartbeat.interval: 1000
                heartbeat.timeout: 5000
                high-availability.type: zookeeper
                high-availability.zookeeper.quorum: 127.0.0.1:%d
                high-availability.zookeeper.client.session-timeout: 4000
                high-availability.zookeeper.client.connection-timeout: 4000
                high-availability.storageDir: %s
                """.formatted(
                        ports.rpc(),
                        ports.rest(),
                        slots,
                        dir.resolve("tmp"),
                        ports.zooKeeper(),
                        dir.resolve("ha").toUri()));
        Files.writeString(dir.resolve("zoo.cfg"), """
                tickTime=500
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                server.1=127.0.0.1:2888:3888
                """.formatted(dir.resolve("zookeeper"), ports.zooKeeper()));
        Files.writeString(dir.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="out" /></root>
                </configuration>
                """);
    }

    static String[] taskManagerArguments(Path dir, int number, int slots) {
        return new String[] {
            "--configDir", dir.resolve("conf").toString(),
            "-D", "taskmanager.resource-id=taskmanager-" + number,
            "-D", "taskmanager.cpu.cores=" + slots + ".0",
            "-D", "taskmanager.memory.task.heap.size=192m",
            "-D", "taskmanager.memory.task.off-heap.size=0m",
            "-D", "taskmanager.memory.framework.heap.size=128m",
            "-D", "taskmanager.memory.framework.off-heap.size=64m",
            "-D", "taskmanager.memory.managed.size=1m",
            "-D", "taskmanager.memory.jvm-metaspace.size=128m",
            "-D", "taskmanager.memory.network.min=32m",
            "-D", "taskmanager.memory.network.max=32m",
            "-D", "taskmanager.memory.jvm-overhead.min=64m",
            "-D", "taskmanager.memory.jvm-overhead.max=64m",
        };
    }
}
