package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.signin.SignIn;
import org.jiaoying.alerting.signin.SignInException;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Who asks, and whether they may: before a body is read or a parameter is looked at. */
final class Guard {
    static final String COOKIE = "jiaoying_session";
    private static final String ACCOUNT = "jiaoying.account";
    private static final int MAX_CREDENTIALS = 512;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SignIn signIn;
    private final HttpSettings settings;

    Guard(SignIn signIn, HttpSettings settings) {
        this.signIn = signIn;
        this.settings = settings;
    }

    /** Lets those with one of the roles pass; empty lets everybody pass. */
    void admit(RoutingContext context, Optional<Set<Role>> roles) {
        if (!SAFE.contains(context.request().method()) && comesFromElsewhere(context.request())) {
            context.fail(new ApiException(
                    403, "cross-site", "该请求来自其他网站，已拒绝。", "This request comes from another site and is refused."));
            return;
        }
        if (roles.isEmpty()) {
            context.next();
            return;
        }
        // What comes in meanwhile waits: it is read only after it is known who sends it.
        context.request().pause();
        authenticate(context).onComplete(known -> {
            context.request().resume();
            if (known.failed()) {
                context.fail(known.cause());
            } else if (!roles.get().contains(known.result().role())) {
                context.fail(forbidden());
            } else {
                context.put(ACCOUNT, known.result());
                context.next();
            }
        });
    }

    /** Whether the request brings the token that the parts of an installation read each other's figures with. */
    boolean hasReportToken(RoutingContext context) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && !settings.reportToken().isEmpty()
                && MessageDigest.isEqual(
                        ("Bearer " + settings.reportToken()).getBytes(StandardCharsets.UTF_8),
                        authorization.getBytes(StandardCharsets.UTF_8));
    }

    static ApiException forbidden() {
        return new ApiException(403, "forbidden", "您的角色不能做这件事。", "Your role may not do this.");
    }

    /** Who asks. */
    static Account account(RoutingContext context) {
        Account account = context.get(ACCOUNT);
        if (account == null) {
            throw new IllegalStateException("this route admits everybody: nobody is known");
        }
        return account;
    }

    private Future<Account> authenticate(RoutingContext context) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return byBasic(context, authorization);
        }
        String token = token(context);
        if (token == null) {
            return Future.failedFuture(notSignedIn(context));
        }
        return signIn.bySession(token)
                .compose(account -> account.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(notSignedIn(context))));
    }

    private Future<Account> byBasic(RoutingContext context, String authorization) {
        String[] credentials = basicCredentials(authorization);
        if (credentials.length != 2) {
            return Future.failedFuture(notSignedIn(context));
        }
        return signIn.byPassword(credentials[0], credentials[1], address(context.request()))
                .recover(failure -> Future.failedFuture(signInFailed(context, failure)));
    }

    private static String[] basicCredentials(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6) || authorization.length() > MAX_CREDENTIALS) {
            return new String[0];
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException notBase64) {
            return new String[0];
        }
    }

    /** What a failed attempt is answered with. */
    static Throwable signInFailed(RoutingContext context, Throwable failure) {
        if (!(failure instanceof SignInException refused)) {
            return failure;
        }
        Duration wait = refused.retryAfter();
        if (wait.isZero()) {
            return new ApiException(
                    401,
                    "wrong-credentials",
                    new Text("账号或密码不对。", "Account or password is wrong."),
                    challenge(context));
        }
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ApiException(
                429,
                "too-many-attempts",
                new Text("尝试过于频繁，请在 " + seconds + " 秒后再试。", "Too many attempts. Try again in " + seconds + " seconds."),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    private static ApiException notSignedIn(RoutingContext context) {
        return new ApiException(401, "not-signed-in", new Text("请先登录。", "Sign in first."), challenge(context));
    }

    /**
     * A browser's own sign-in window must not come up over the console's page; other clients are told of Basic. Off the
     * machine itself and without TLS browsers do not say what they are: so the console does.
     */
    private static Map<String, String> challenge(RoutingContext context) {
        boolean browser = context.request().getHeader("Sec-Fetch-Mode") != null
                || "console".equals(context.request().getHeader("X-Requested-With"));
        return Map.of(
                "WWW-Authenticate",
                browser ? "Session realm=\"jiaoying\"" : "Basic realm=\"jiaoying\", charset=\"UTF-8\"");
    }

    /** Browsers say where a request comes from; what says nothing is no browser, and has no cookie to be abused. */
    private static boolean comesFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null
                && (request.authority() == null
                        || !origin.replaceFirst("^https?://", "")
                                .equals(request.authority().toString()));
    }

    /** Where a request comes from, for counting attempts. */
    String address(HttpServerRequest request) {
        String forwarded = settings.trustForwarded() ? request.getHeader("X-Forwarded-For") : null;
        if (forwarded != null && !forwarded.isBlank()) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }

    static @Nullable String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    void setCookie(RoutingContext context, String token, Duration age) {
        context.response()
                .addCookie(Cookie.cookie(COOKIE, token)
                        .setHttpOnly(true)
                        .setSecure(settings.secureCookie())
                        .setSameSite(CookieSameSite.STRICT)
                        .setPath("/")
                        .setMaxAge(age.toSeconds()));
    }
}
