package org.jiaoying.simulators.load;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.BitSet;

/**
 * One MQTT 5 connection that can do no more than publish with QoS 1, and costs next to nothing: packets are written into one buffer
 * and leave together, answers are read as they lie there. See the record of the decision,
 * {@code docs/adr/0070-load-speaks-mqtt-itself.md}. For one thread.
 */
final class Wire implements AutoCloseable {
    private static final int OUT_BYTES = 1 << 19;
    private static final int IN_BYTES = 1 << 16;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final long PING_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int MAX_ID = 65_535;
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;
    private static final int RECEIVE_MAXIMUM = 0x21;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
    private final BitSet idsInUse = new BitSet(MAX_ID + 1);
    private int window = MAX_ID;
    private int outstanding;
    private int nextId = 1;
    private long acknowledged;
    private long refused;
    private long lastWrite = System.nanoTime();
    private boolean welcome;

    private Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects and waits for the broker's welcome.
     *
     * @param patience for all of it
     * @throws IOException if it cannot be reached or does not let this user in
     */
    static Wire connect(URI broker, String clientId, String user, String password, Duration patience)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket()
                    .connect(new InetSocketAddress(broker.getHost(), broker.getPort()), (int) patience.toMillis());
            channel.configureBlocking(false);
            var wire = new Wire(channel);
            wire.out.put(hello(clientId, user, password));
            wire.awaitWelcome(System.nanoTime() + patience.toNanos());
            return wire;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static byte[] hello(String clientId, String user, String password) throws IOException {
        var body = new ByteArrayOutputStream();
        var data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(5);
        // user name, password, clean start
        data.writeByte(0x80 | 0x40 | 0x02);
        data.writeShort(KEEP_ALIVE_SECONDS);
        data.writeByte(0);
        data.writeUTF(clientId);
        data.writeUTF(user);
        data.writeUTF(password);
        var packet = new ByteArrayOutputStream();
        packet.write(0x10);
        packet.writeBytes(varint(body.size()));
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    static byte[] varint(int value) {
        var octets = new ByteArrayOutputStream();
        int rest = value;
        do {
            int octet = rest & 0x7f;
            rest >>>= 7;
            octets.write(rest == 0 ? octet : octet | 0x80);
        } while (rest > 0);
        return octets.toByteArray();
    }

    private void awaitWelcome(long until) throws IOException {
        while (!welcome) {
            flush();
            receive();
            if (System.nanoTime() > until) {
                throw new IOException("the broker does not answer");
            }
            Thread.onSpinWait();
        }
    }

    /** Whether one more packet of this size may be written now. */
    boolean hasRoom(int bytes) {
        return outstanding < window && out.remaining() >= bytes;
    }

    /** Writes a packet into the buffer under an id of its own; {@link #hasRoom} must have said so. */
    void put(byte[] packet, int idAt) {
        nextId = idsInUse.nextClearBit(nextId);
        if (nextId > MAX_ID) {
            nextId = idsInUse.nextClearBit(1);
        }
        idsInUse.set(nextId);
        packet[idAt] = (byte) (nextId >> 8);
        packet[idAt + 1] = (byte) nextId;
        out.put(packet);
        outstanding++;
        nextId = nextId == MAX_ID ? 1 : nextId + 1;
    }

    /** Sends what is in the buffer, as far as the network takes it. */
    void flush() throws IOException {
        long now = System.nanoTime();
        if (out.position() == 0 && now - lastWrite > PING_NANOS) {
            out.put((byte) 0xc0).put((byte) 0);
        }
        if (out.position() > 0) {
            out.flip();
            channel.write(out);
            out.compact();
            lastWrite = now;
        }
    }

    /** Reads the answers that have come. */
    void receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the broker closed the connection");
        }
        in.flip();
        while (readPacket()) {
            // one after the other
        }
        in.compact();
    }

    private boolean readPacket() throws IOException {
        in.mark();
        if (in.remaining() < 2) {
            return false;
        }
        int kind = Byte.toUnsignedInt(in.get()) >>> 4;
        int length = 0;
        int shift = 0;
        int octet;
        do {
            if (!in.hasRemaining()) {
                in.reset();
                return false;
            }
            octet = in.get();
            length |= (octet & 0x7f) << shift;
            shift += 7;
        } while ((octet & 0x80) != 0 && shift < 28);
        if (length > IN_BYTES - 8) {
            throw new IOException("the broker sent a packet of " + length + " bytes");
        }
        if (in.remaining() < length) {
            in.reset();
            return false;
        }
        int end = in.position() + length;
        take(kind, length);
        in.position(end);
        return true;
    }

    private void take(int kind, int length) throws IOException {
        switch (kind) {
            case PUBACK -> answered(length);
            case CONNACK -> welcomed(length);
            case PINGRESP -> {}
            case DISCONNECT ->
                throw new IOException(
                        "the broker ended the connection, reason " + (length == 0 ? 0 : Byte.toUnsignedInt(in.get())));
            default -> throw new IOException("the broker sent a packet of kind " + kind + " to a mere publisher");
        }
    }

    private void answered(int length) {
        int id = Short.toUnsignedInt(in.getShort());
        int reason = length > 2 ? Byte.toUnsignedInt(in.get()) : 0;
        if (!idsInUse.get(id)) {
            return;
        }
        idsInUse.clear(id);
        outstanding--;
        if (reason < 0x80) {
            acknowledged++;
        } else {
            refused++;
        }
    }

    private void welcomed(int length) throws IOException {
        in.get();
        int reason = Byte.toUnsignedInt(in.get());
        if (reason != 0) {
            throw new IOException("the broker does not let this user in, reason " + reason);
        }
        int end = in.position() + length - 2;
        // The length of the properties; in a welcome they are short.
        in.get();
        while (in.position() < end) {
            int property = Byte.toUnsignedInt(in.get());
            if (property == RECEIVE_MAXIMUM) {
                window = Math.min(window, Short.toUnsignedInt(in.getShort()));
            } else {
                skip(property);
            }
        }
        welcome = true;
    }

    /** The properties a welcome may have, by the length of their values (MQTT 5, 3.2.2.3). */
    private void skip(int property) throws IOException {
        int length = switch (property) {
            case 0x24, 0x25, 0x28, 0x29, 0x2a -> 1;
            case 0x13, 0x22 -> 2;
            case 0x11, 0x27 -> 4;
            case 0x12, 0x15, 0x16, 0x1a, 0x1c, 0x1f -> Short.toUnsignedInt(in.getShort());
            case 0x26 -> {
                in.position(in.position() + Short.toUnsignedInt(in.getShort()));
                yield Short.toUnsignedInt(in.getShort());
            }
            default -> throw new IOException("the broker's welcome has an unknown property " + property);
        };
        in.position(in.position() + length);
    }

    int outstanding() {
        return outstanding;
    }

    long acknowledged() {
        return acknowledged;
    }

    long refused() {
        return refused;
    }

    /** Says goodbye if the broker still listens. */
    @Override
    public void close() {
        try (channel) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xe0, 0}));
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
