package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignInTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private HttpResponse<String> signIn(String account, String password) {
        return served.post(
                        "/api/v1/session",
                        new JsonObject().put("account", account).put("password", password))
                .send();
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("set-cookie").orElseThrow();
    }

    private int statusWith(String cookie) {
        return served.get("/api/v1/warnings")
                .with("Cookie", cookie.split(";", 2)[0])
                .status();
    }

    @Test
    @DisplayName("Signing in sets a cookie that scripts cannot read and other sites cannot use; signing out ends it")
    void signInAndOut() {
        HttpResponse<String> response = signIn("officer", "officer");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getString("role")).isEqualTo("officer");
        assertThat(response.body()).doesNotContain("pbkdf2");
        assertThat(cookie(response)).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/");
        assertThat(statusWith(cookie(response))).isEqualTo(200);

        served.ask("DELETE", "/api/v1/session", null)
                .with("Cookie", cookie(response).split(";", 2)[0])
                .send();
        assertThat(statusWith(cookie(response))).isEqualTo(401);
    }

    @Test
    @DisplayName("The table of sessions does not hold what the cookie holds")
    void theTokenIsNotKept() {
        String token = cookie(signIn("officer", "officer")).split("[=;]")[1];

        assertThat(served.engine.rows("select token_hash from session").get(0))
                .hasSize(64)
                .isNotEqualTo(token);
    }

    @Test
    @DisplayName("A session ends after a shift, and at once when the account is shut")
    void sessionsEnd() {
        String cookie = cookie(signIn("officer", "officer"));
        served.deskClock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(statusWith(cookie)).isEqualTo(200);
        served.deskClock.advance(Duration.ofSeconds(1));
        assertThat(statusWith(cookie)).isEqualTo(401);

        String second = cookie(signIn("officer", "officer"));
        JsonObject shut = new JsonObject().put("role", "officer").put("active", false);
        assertThat(served.ask("PUT", "/api/v1/accounts/officer", shut.encode())
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(204);
        assertThat(statusWith(second)).isEqualTo(401);
        assertThat(signIn("officer", "officer").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("A wrong password and an unknown account are told the same")
    void wrongIsWrong() {
        HttpResponse<String> wrong = signIn("officer", "wrong");
        HttpResponse<String> unknown = signIn("nobody", "wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    @DisplayName("After five failures attempts have to wait, also right ones, by the clock; another account does not")
    void failuresAreThrottled() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("officer", "wrong" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> early = signIn("officer", "officer");
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.headers().firstValue("retry-after")).hasValue("1");
        assertThat(served.get("/api/v1/warnings").as("officer").status()).isEqualTo(429);
        assertThat(signIn("admin", "admin").statusCode()).isEqualTo(200);

        served.deskClock.advance(Duration.ofSeconds(1));
        assertThat(signIn("officer", "officer").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP Basic works on every request; a changed password counts at once")
    void basic() {
        assertThat(served.get("/api/v1/warnings").as("officer").status()).isEqualTo(200);
        JsonObject change = new JsonObject().put("role", "officer").put("password", "another-password");
        served.ask("PUT", "/api/v1/accounts/officer", change.encode())
                .as(Served.ADMIN)
                .send();

        assertThat(served.get("/api/v1/warnings").as("officer").status()).isEqualTo(401);
        assertThat(served.get("/api/v1/warnings")
                        .as("officer", "another-password")
                        .status())
                .isEqualTo(200);
        assertThat(served.get("/api/v1/warnings")
                        .with("Authorization", "Basic !!!")
                        .status())
                .isEqualTo(401);
        assertThat(served.get("/api/v1/warnings")
                        .with("Authorization", "Bearer abc")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("Only clients that are no browsers are asked for Basic: a page shows its own sign-in")
    void challenges() {
        assertThat(served.get("/api/v1/session").send().headers().firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
        assertThat(served.get("/api/v1/session")
                        .with("Sec-Fetch-Mode", "cors")
                        .send()
                        .headers()
                        .firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).doesNotStartWith("Basic"));
    }

    @Test
    @DisplayName("What a browser sends from another site changes nothing, whoever is signed in")
    void crossSite() {
        var close = new JsonObject().put("reason", "x");
        assertThat(served.post("/api/v1/warnings/x/close", close)
                        .as(Served.OFFICER)
                        .with("Sec-Fetch-Site", "cross-site")
                        .json()
                        .getString("code"))
                .isEqualTo("cross-site");
        assertThat(served.post("/api/v1/warnings/x/close", close)
                        .as(Served.OFFICER)
                        .with("Origin", "https://elsewhere.example")
                        .status())
                .isEqualTo(403);
        assertThat(served.post("/api/v1/warnings/x/close", close)
                        .as(Served.OFFICER)
                        .with("Origin", served.url())
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("An account is made only as it makes sense, and every change is recorded")
    void accounts() {
        assertThat(put("night", new JsonObject().put("role", "officer")).getString("code"))
                .isEqualTo("invalid-content");
        assertThat(put("night", new JsonObject().put("role", "enterprise").put("password", "long-enough"))
                        .getString("code"))
                .isEqualTo("invalid-content");
        assertThat(put("night", new JsonObject().put("role", "officer").put("password", "short"))
                        .getString("code"))
                .isEqualTo("invalid-request");
        JsonObject right = new JsonObject().put("role", "officer").put("password", "long-enough");
        assertThat(served.ask("PUT", "/api/v1/accounts/night", right.encode())
                        .as(Served.ADMIN)
                        .status())
                .isEqualTo(204);

        assertThat(signIn("night", "long-enough").statusCode()).isEqualTo(200);
        assertThat(served.engine.rows("select actor, subject from audit where action = 'account.changed'"))
                .containsExactly("account:admin account:night");
        assertThat(served.engine.rows("select detail from audit").toString()).doesNotContain("long-enough");
    }

    private JsonObject put(String login, JsonObject change) {
        return served.ask("PUT", "/api/v1/accounts/" + login, change.encode())
                .as(Served.ADMIN)
                .json();
    }

    @Test
    @DisplayName("Every answer says to browsers what they may load, and is not kept")
    void headers() {
        var page = served.get("/console/").send().headers();
        assertThat(page.firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe"));
        assertThat(page.firstValue("x-frame-options")).hasValue("DENY");
        var data = served.get("/api/v1/warnings").as(Served.OFFICER).send().headers();
        assertThat(data.firstValue("cache-control")).hasValue("no-store");
        assertThat(served.get("/console/../openapi.yaml").status()).isEqualTo(404);
        assertThat(served.get("/webjars/vue/..%2f..%2f..%2fapplication.properties")
                        .status())
                .isEqualTo(404);
    }
}
