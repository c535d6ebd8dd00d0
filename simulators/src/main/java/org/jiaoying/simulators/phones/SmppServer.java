package org.jiaoying.simulators.phones;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUReader;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.SessionStateListener;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The center's door: it lets known systems bind, several times each, and knows which of their sessions can be told something.
 *
 * <p>Life cycle: 1. the constructor opens the port; 2. thread {@code smpp-accept} takes connections; 3. a thread {@code smpp-bind}
 * each waits for the bind; 4. jSMPP's threads read PDUs and call the listener; 5. {@link #close} ends the port and every session.
 */
final class SmppServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppServer.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final int BIND_TIMEOUT_MILLIS = 5_000;
    private static final int REJECTED_LINGER_MILLIS = 1_000;
    private static final int PDU_THREADS = 4;
    private static final int PDU_QUEUE = 2_000;

    /** A session that is bound. */
    record Bound(String system, SMPPServerSession session) {}

    private final Map<String, String> accounts;
    private final long acknowledgementMillis;
    private final ServerMessageReceiverListener listener;
    private final ServerResponseDeliveryListener responses;
    private final Consumer<String> onBound;
    private final ServerSocket port;
    private final List<Bound> receivers = new CopyOnWriteArrayList<>();
    private final Map<AskingSession, String> systems = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService binding = Executors.newCachedThreadPool(task -> daemon(task, "smpp-bind"));
    private final Thread acceptor;

    /** @param onBound told the system that can be sent to from now on */
    SmppServer(
            SmsCenterSettings settings,
            ServerMessageReceiverListener listener,
            ServerResponseDeliveryListener responses,
            Consumer<String> onBound)
            throws IOException {
        this.accounts = settings.accounts();
        this.acknowledgementMillis = settings.acknowledgement().toMillis();
        this.listener = listener;
        this.responses = responses;
        this.onBound = onBound;
        this.port = new ServerSocket();
        port.setReuseAddress(true);
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.smppPort()));
        this.acceptor = daemon(this::accept, "smpp-accept");
        acceptor.start();
    }

    int port() {
        return port.getLocalPort();
    }

    /** The system that a session is bound as. */
    Optional<String> systemOf(SMPPServerSession session) {
        return Optional.ofNullable(systems.get(session));
    }

    /** One of the system's sessions that can receive; they take turns. */
    Optional<SMPPServerSession> receiver(String system) {
        List<SMPPServerSession> open = receivers.stream()
                .filter(bound -> bound.system().equals(system))
                .map(Bound::session)
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.get(Math.floorMod(turn.getAndIncrement(), open.size())));
    }

    /** How many sessions are bound that can be sent to. */
    int links() {
        return receivers.size();
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket socket = port.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    LOG.warn("more than {} connections: one refused", MAX_CONNECTIONS);
                    socket.close();
                    continue;
                }
                socket.setTcpNoDelay(true);
                connections.add(socket);
                binding.execute(() -> bind(socket));
            } catch (IOException e) {
                if (!port.isClosed()) {
                    LOG.warn("a connection could not be accepted", e);
                }
            }
        }
    }

    private void bind(Socket socket) {
        try {
            var session = new AskingSession(
                    new SocketConnection(socket),
                    (newState, oldState, source) -> {
                        if (newState == SessionState.CLOSED && source instanceof SMPPServerSession closed) {
                            forget(closed, socket);
                        }
                    },
                    listener,
                    responses,
                    new SynchronizedPDUSender(new DefaultPDUSender()),
                    new BoundedPduReader());
            session.setTransactionTimer(acknowledgementMillis);
            decide(session, session.waitForBind(BIND_TIMEOUT_MILLIS));
        } catch (TimeoutException e) {
            LOG.info("a connection did not bind within {} ms", BIND_TIMEOUT_MILLIS);
            drop(socket);
        } catch (IOException | PDUStringException | RuntimeException e) {
            LOG.info("a connection could not bind: {}", e.toString());
            drop(socket);
        }
    }

    private void decide(AskingSession session, BindRequest request) throws IOException, PDUStringException {
        String system = request.getSystemId();
        String password = accounts.get(system);
        if (password == null) {
            reject(session, request, SMPPConstant.STAT_ESME_RINVSYSID);
        } else if (!same(password, request.getPassword())) {
            reject(session, request, SMPPConstant.STAT_ESME_RINVPASWD);
        } else {
            systems.put(session, system);
            request.accept("jiaoying-phones", InterfaceVersion.IF_34);
            if (request.getBindType() != BindType.BIND_TX) {
                receivers.add(new Bound(system, session));
                onBound.accept(system);
            }
            if (session.getSessionState() == SessionState.CLOSED) {
                receivers.removeIf(bound -> bound.session() == session);
                systems.remove(session);
            }
        }
    }

    private static void reject(SMPPServerSession session, BindRequest request, int status) throws IOException {
        LOG.warn("bind of system '{}' refused with status {}", request.getSystemId(), status);
        request.reject(status);
        // Closed at once, a client may see the end before it has read why, and wait for its bind in vain.
        CompletableFuture.delayedExecutor(REJECTED_LINGER_MILLIS, TimeUnit.MILLISECONDS)
                .execute(session::close);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                (given == null ? "" : given).getBytes(StandardCharsets.UTF_8));
    }

    private void forget(SMPPServerSession session, Socket socket) {
        systems.remove(session);
        receivers.removeIf(bound -> bound.session() == session);
        drop(socket);
    }

    private void drop(Socket socket) {
        connections.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed", e);
        }
    }

    /** Waits until every system has read all that it was told, as it answers what it is asked last; one that does not answer is left. */
    void awaitRead() {
        for (AskingSession session : List.copyOf(systems.keySet())) {
            try {
                session.ask();
            } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
                LOG.info("a session of {} did not answer: {}", systems.get(session), e.toString());
            }
        }
    }

    /** A session that can ask by itself whether the other side is there. */
    private static final class AskingSession extends SMPPServerSession {
        AskingSession(
                Connection connection,
                SessionStateListener states,
                ServerMessageReceiverListener texts,
                ServerResponseDeliveryListener responses,
                PDUSender sender,
                PDUReader reader) {
            super(connection, states, texts, responses, PDU_THREADS, PDU_QUEUE, sender, reader);
        }

        void ask() throws ResponseTimeoutException, InvalidResponseException, IOException {
            sendEnquireLink();
        }
    }

    /** Cuts every connection, as a network failure would; the port stays open. */
    void cutConnections() {
        List.copyOf(connections).forEach(this::drop);
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            LOG.debug("closing the port failed", e);
        }
        List.copyOf(systems.keySet()).forEach(SMPPServerSession::close);
        cutConnections();
        binding.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
