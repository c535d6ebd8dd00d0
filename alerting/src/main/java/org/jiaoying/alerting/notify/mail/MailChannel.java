package org.jiaoying.alerting.notify.mail;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * A letter over SMTP. Its {@code Message-ID} follows from the key, so that a server or reader that looks drops a repeat. Taken
 * by the server is not read by anybody: a letter is never contact.
 */
public final class MailChannel implements Channel, AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final int MAX_LENGTH = 4_000;
    private static final int CONNECTIONS = 4;

    private final MailSettings settings;
    private final MailClient client;

    public MailChannel(Vertx vertx, MailSettings settings) {
        this.settings = settings;
        this.client = MailClient.create(vertx, config(settings));
    }

    private static MailConfig config(MailSettings settings) {
        var config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.security() == MailSettings.Security.TLS)
                .setStarttls(
                        settings.security() == MailSettings.Security.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setMaxPoolSize(CONNECTIONS);
        config.setConnectTimeout((int) settings.within().toMillis());
        return settings.user().isEmpty()
                ? config.setLogin(LoginOption.DISABLED)
                : config.setLogin(LoginOption.REQUIRED)
                        .setUsername(settings.user())
                        .setPassword(settings.password());
    }

    @Override
    public String name() {
        return ChannelName.EMAIL.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, MAX_LENGTH, false, false, settings.rate());
    }

    @Override
    public int window() {
        return CONNECTIONS;
    }

    @Override
    public Duration handOverWithin() {
        return settings.within();
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        if (!ADDRESS.matcher(message.address()).matches()) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("unknown-address", "the address is none of a letter", false));
        }
        String carrier = "smtp/" + settings.host();
        return client.sendMail(letter(message))
                .timeout(settings.within().toMillis(), TimeUnit.MILLISECONDS)
                .map(sent -> (Submission) new Submission.Accepted(carrier, List.of(message.key())))
                .otherwise(failure -> failed(carrier, failure))
                .toCompletionStage();
    }

    private MailMessage letter(Message message) {
        String host = settings.from().substring(settings.from().indexOf('@') + 1);
        var letter = new MailMessage()
                .setFrom(settings.from())
                .setTo(message.address())
                .setSubject(subject(message))
                .setText(message.text());
        letter.addHeader("Message-ID", "<" + message.key() + "@" + host + ">");
        letter.addHeader("Auto-Submitted", "auto-generated");
        return letter;
    }

    private static String subject(Message message) {
        Particulars about = message.particulars();
        if (about == null) {
            return "【叫应】";
        }
        boolean english = about.language().equals("en");
        String drill = about.drill() ? english ? "DRILL " : "【演练】" : "";
        return english
                ? "[Jiaoying] " + drill + about.level().name() + " warning, code " + about.code()
                : "【叫应】" + drill + about.level().text().zh() + "预警（编号 " + about.code() + "）";
    }

    private static Submission failed(String carrier, Throwable failure) {
        if (failure instanceof SMTPException refused) {
            boolean again = !refused.isPermanent();
            return new Submission.NotSent(
                    again ? "busy" : "refused", carrier + " answered " + refused.getReplyCode(), again);
        }
        if (failure instanceof ConnectException || failure instanceof java.net.UnknownHostException) {
            return new Submission.NotSent("not-connected", carrier + ": " + failure.getMessage(), true);
        }
        return new Submission.Unknown(carrier + ": " + failure.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
