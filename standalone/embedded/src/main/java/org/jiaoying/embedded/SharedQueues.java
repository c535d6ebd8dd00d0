package org.jiaoying.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;

/**
 * Gives back to a killed broker's shared subscriptions what was on its way to their members.
 *
 * <p>HiveMQ CE marks a message of a shared subscription while one member has it, keeps the mark in the file, and takes it
 * away when that member leaves. A broker that is killed leaves the marks behind: those messages would never be sent again,
 * and because their queue is then never empty, HiveMQ would not notice what comes after them either. Here the marks are
 * taken away before the broker opens its files; a member that had such a message gets it a second time.
 */
final class SharedQueues {
    private static final String STORE = "client_queue";

    /** Key: the queue's name, 1 if shared, and the place in the queue. */
    private static final int PLACE_BYTES = Long.BYTES;

    /** Value: the mark (0 for none), flags, and the message. */
    private static final int MARK_BYTES = Short.BYTES;

    private static final int PUBLISH_FLAG = 0x80;

    private SharedQueues() {}

    /**
     * Takes the marks away; the broker must not be running.
     *
     * @param data the broker's data folder; nothing happens if it is new
     * @return how many messages were given back
     */
    static int release(Path data) throws IOException {
        int released = 0;
        for (Path folder : folders(data.resolve("persistence").resolve(STORE))) {
            Environment environment =
                    Environments.newInstance(folder.toFile(), new EnvironmentConfig().setGcEnabled(false));
            try {
                released += environment.computeInExclusiveTransaction(transaction -> {
                    int inFolder = 0;
                    for (String name : environment.getAllStoreNames(transaction)) {
                        Store store = environment.openStore(name, StoreConfig.USE_EXISTING, transaction);
                        try (Cursor cursor = store.openCursor(transaction)) {
                            inFolder += release(cursor, (key, value) -> store.put(transaction, key, value));
                        }
                    }
                    return inFolder;
                });
            } finally {
                environment.close();
            }
        }
        return released;
    }

    /** One folder for each part of the queues: {@code client_queue/VERSION/client_queue_N}. */
    private static List<Path> folders(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(
                root,
                2,
                (path, attributes) -> attributes.isDirectory()
                        && path.getFileName().toString().startsWith(STORE + "_"))) {
            return found.sorted().toList();
        }
    }

    private interface Put {
        void put(ByteIterable key, ByteIterable value);
    }

    private static int release(Cursor cursor, Put store) {
        int released = 0;
        while (cursor.getNext()) {
            byte[] value = bytes(cursor.getValue());
            if (isShared(cursor.getKey()) && isMarkedMessage(value)) {
                value[0] = 0;
                value[1] = 0;
                store.put(new ArrayByteIterable(bytes(cursor.getKey())), new ArrayByteIterable(value));
                released++;
            }
        }
        return released;
    }

    private static boolean isShared(ByteIterable key) {
        byte[] bytes = bytes(key);
        return bytes.length > PLACE_BYTES && bytes[bytes.length - PLACE_BYTES - 1] == 1;
    }

    private static boolean isMarkedMessage(byte[] value) {
        return value.length > MARK_BYTES && (value[MARK_BYTES] & PUBLISH_FLAG) != 0 && (value[0] != 0 || value[1] != 0);
    }

    private static byte[] bytes(ByteIterable iterable) {
        return java.util.Arrays.copyOf(iterable.getBytesUnsafe(), iterable.getLength());
    }
}
