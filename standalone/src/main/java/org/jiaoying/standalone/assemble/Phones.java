package org.jiaoying.standalone.assemble;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jiaoying.simulators.phones.PhonesApi;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.jiaoying.simulators.replay.ReplayPhone;

/** The simulated SMS center, the phones of the roster, and the page on which they are read and answered. */
final class Phones implements AutoCloseable {
    private static final String ACCOUNT = "jiaoying";

    private final SmsCenter center;
    private final PhonesApi api;
    private final String password;

    private Phones(SmsCenter center, PhonesApi api, String password) {
        this.center = center;
        this.api = api;
        this.password = password;
    }

    static Phones open(int httpPort, InstantSource clock, List<ReplayPhone> phones) throws IOException {
        String password = secret();
        var center = new SmsCenter(SmsCenterSettings.forAccount(ACCOUNT, password), clock);
        phones.forEach(phone -> center.put(phone.number(), phone.person(), phone.behaviour()));
        try {
            return new Phones(center, new PhonesApi(center, httpPort), password);
        } catch (IOException e) {
            center.close();
            throw new IOException("the phones cannot be served on port " + httpPort + ": " + e.getMessage(), e);
        }
    }

    /** As long as SMPP allows. */
    private static String secret() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    SmsCenter center() {
        return center;
    }

    PhonesApi api() {
        return api;
    }

    /** Where and as whom a system binds: {@code user:password@host:port}. */
    String smppAddress() {
        return ACCOUNT + ":" + password + "@127.0.0.1:" + center.smppPort();
    }

    @Override
    public void close() {
        api.close();
        center.close();
    }
}
