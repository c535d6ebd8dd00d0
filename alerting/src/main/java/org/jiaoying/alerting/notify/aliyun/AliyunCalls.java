package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaUnretryableException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jiaoying.alerting.dispatch.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SMS and voice of Aliyun have in common: threads {@code aliyun-NAME-N} on which the SDK blocks, and what its answers mean.
 * The API knows no idempotency, so the SDK's own repeats are off: what is repeated is decided here, and once.
 */
final class AliyunCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AliyunCalls.class);
    static final int WINDOW = 8;

    /** Refusals that pass: flow control, and failures of the platform itself. */
    private static final Set<String> BUSY = Set.of(
            "isv.BUSINESS_LIMIT_CONTROL",
            "isp.SYSTEM_ERROR",
            "isp.RAM_PERMISSION_DENY_TEMPORARILY",
            "isv.FLOW_LIMIT",
            "Throttling",
            "Throttling.User",
            "ServiceUnavailable",
            "InternalError");

    /** Under which it reports later, such as {@code 134523^4351232}. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9^_.:-]{1,64}");

    /** What one request answered. */
    record Answer(String code, String message, String id) {}

    /** One request of the SDK. */
    @FunctionalInterface
    interface Request {
        Answer ask() throws Exception;
    }

    private final String name;
    private final ExecutorService threads;
    private volatile boolean reachable = true;

    AliyunCalls(String name) {
        this.name = name;
        var count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(
                WINDOW, work -> new Thread(work, "aliyun-" + name + "-" + count.incrementAndGet()));
    }

    static Config config(AliyunSettings settings) {
        return new Config()
                .setAccessKeyId(settings.accessKeyId())
                .setAccessKeySecret(settings.accessKeySecret())
                .setEndpoint(settings.endpoint())
                .setProtocol(settings.tls() ? "HTTPS" : "HTTP")
                .setConnectTimeout((int) settings.within().toMillis())
                .setReadTimeout((int) settings.within().toMillis());
    }

    static RuntimeOptions once(AliyunSettings settings) {
        return new RuntimeOptions()
                .setAutoretry(false)
                .setMaxAttempts(1)
                .setConnectTimeout((int) settings.within().toMillis())
                .setReadTimeout((int) settings.within().toMillis());
    }

    CompletionStage<Submission> send(Request request) {
        try {
            return CompletableFuture.supplyAsync(() -> ask(request), threads);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("not-connected", "the channel is closing", true));
        }
    }

    /** Whether the platform answered when it was last asked, whatever it said. */
    boolean reachable() {
        return reachable;
    }

    private Submission ask(Request request) {
        Submission submission = asked(request);
        reachable = !(submission instanceof Submission.Unknown)
                && !(submission instanceof Submission.NotSent notSent
                        && notSent.code().equals("not-connected"));
        return submission;
    }

    private Submission asked(Request request) {
        try {
            return read(request.ask());
        } catch (TeaUnretryableException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        } catch (TeaException e) {
            return refused(e);
        } catch (Exception e) {
            return broken(e);
        }
    }

    private Submission read(Answer answer) {
        if ("OK".equals(answer.code())) {
            String id = answer.id();
            return id == null || !ID.matcher(id).matches()
                    ? new Submission.NotSent("bad-answer", name + " said OK and gave no id", true)
                    : new Submission.Accepted(name, List.of(id));
        }
        if (answer.code() == null) {
            return new Submission.NotSent("bad-answer", name + " answered something else than its API says", true);
        }
        return notSent(answer.code(), answer.message());
    }

    private Submission notSent(String code, String message) {
        boolean busy = BUSY.contains(code) || code.toLowerCase(Locale.ROOT).startsWith("throttling");
        return new Submission.NotSent(busy ? "busy" : "refused", name + " answered " + code + " " + message, busy);
    }

    private Submission refused(TeaException e) {
        Integer status = e.getStatusCode();
        if (status == null && e.getCause() != null) {
            return broken(e.getCause());
        }
        if (status == null || status >= 500 || status == 429 || status == 408) {
            return new Submission.NotSent("busy", name + " answered " + status + " " + e.getCode(), true);
        }
        return notSent(String.valueOf(e.getCode()), String.valueOf(e.getMessage()));
    }

    private Submission broken(Throwable failure) {
        if (neverLeft(failure)) {
            return new Submission.NotSent("not-connected", name + ": " + failure.getMessage(), true);
        }
        LOG.warn("{} broke off: {}", name, failure.toString());
        return new Submission.Unknown(name + ": " + failure);
    }

    /** The SDK wraps what happened, and not always as often. */
    private static boolean neverLeft(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
