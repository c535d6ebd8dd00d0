package org.jiaoying.alerting.survive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a process and its database and lets so many bytes pass, both ways together; then every connection is cut, in the
 * middle of whatever it was carrying, as the death of the process would: also between a commit and the word that it was done.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket port;
    private final String host;
    private final int target;
    private final AtomicLong left;
    private final Runnable onCut;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    /** @param onCut called once when the bytes are used up, on a thread of the proxy */
    CuttingProxy(String host, int target, long bytes, Runnable onCut) throws IOException {
        this.port = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        this.host = host;
        this.target = target;
        this.left = new AtomicLong(bytes);
        this.onCut = onCut;
        thread(this::accept);
    }

    int port() {
        return port.getLocalPort();
    }

    private void accept() {
        while (!cut) {
            try {
                Socket client = port.accept();
                Socket server = new Socket(host, target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                thread(() -> pump(client, server));
                thread(() -> pump(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[4_096];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0 && !cut; read = in.read(buffer)) {
                long before = left.getAndAdd(-read);
                int allowed = (int) Math.max(0, Math.min(read, before));
                out.write(buffer, 0, allowed);
                out.flush();
                if (before <= read) {
                    cut();
                }
            }
        } catch (IOException ended) {
            // one side is gone: so is the other
        }
        end(from);
        end(to);
    }

    /** Now. */
    void cut() {
        synchronized (this) {
            if (cut) {
                return;
            }
            cut = true;
        }
        // First it is known, then it is felt: nobody takes the end of a connection for a failure of another kind.
        onCut.run();
        close();
    }

    @Override
    public void close() {
        cut = true;
        try {
            port.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        sockets.forEach(CuttingProxy::end);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }

    private static void thread(Runnable work) {
        var thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
