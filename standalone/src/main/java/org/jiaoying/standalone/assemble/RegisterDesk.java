package org.jiaoying.standalone.assemble;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.embedded.Access;
import org.jiaoying.ingest.register.Credentials;
import org.jiaoying.ingest.register.store.RegisterPublisher;
import org.jiaoying.ingest.register.store.RegisterStore;
import org.jiaoying.messaging.log.LogProducer;

/**
 * The register of the system: loaded, published to the log, and asked by the broker who may do what. The gateway's password is
 * made anew at each start and never leaves the process.
 */
final class RegisterDesk implements AutoCloseable {
    static final String GATEWAY_USER = "gateway";

    private final LogProducer producer;
    private final Credentials credentials;
    private final String gatewayPassword;

    private RegisterDesk(LogProducer producer, Credentials credentials, String gatewayPassword) {
        this.producer = producer;
        this.credentials = credentials;
        this.gatewayPassword = gatewayPassword;
    }

    /** Returns when every entry is safe in the log. */
    static RegisterDesk open(String jdbcUrl, String kafka, RegisterFile file, InstantSource clock) {
        RegisterStore store = RegisterStore.open(jdbcUrl);
        store.load(file);
        String gatewayPassword = secret();
        store.setPassword(GATEWAY_USER, null, gatewayPassword);
        var producer = new LogProducer(kafka, "register");
        new RegisterPublisher(store, producer).publishChanges();
        return new RegisterDesk(producer, new Credentials(store::credentials, clock), gatewayPassword);
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Access access() {
        return new RegisterAccess(credentials);
    }

    String gatewayPassword() {
        return gatewayPassword;
    }

    @Override
    public void close() {
        producer.close();
    }
}
