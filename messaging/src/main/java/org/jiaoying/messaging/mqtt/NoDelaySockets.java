package org.jiaoying.messaging.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one connection and remembers the last, so that it can be closed under Paho. Each has TCP_NODELAY:
 * otherwise a message over 8 KB waits some 40 ms for the acknowledgement of its first half.
 */
final class NoDelaySockets {
    private volatile @Nullable Socket last;

    /**
     * What Paho wants for the address: a TLS factory for {@code ssl://}, and for nothing else.
     *
     * @param authorities who may vouch for the broker, a PEM file; null for those the JVM trusts
     * @throws IllegalArgumentException if the scheme is another, or the file cannot be used
     */
    SocketFactory factoryFor(URI broker, @Nullable Path authorities) {
        return switch (broker.getScheme()) {
            case "tcp" -> new Plain();
            case "ssl" ->
                new Tls(
                        authorities == null
                                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                                : Authorities.trusting(authorities));
            default -> throw new IllegalArgumentException("an MQTT broker is at tcp:// or ssl://, not " + broker);
        };
    }

    /** Closes the last socket made, whatever it is doing. */
    void close() {
        Socket socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is to be gone, and it is.
            }
        }
    }

    private Socket remembered(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return remembered(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return remembered(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return remembered(new Socket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return remembered(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return remembered(new Socket(host, port, localHost, localPort));
        }
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory factory;

        private Tls(SSLSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() throws IOException {
            return remembered(factory.createSocket());
        }

        @Override
        public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
            return remembered(factory.createSocket(under, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return remembered(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return remembered(factory.createSocket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return remembered(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return remembered(factory.createSocket(host, port, localHost, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }
    }
}
