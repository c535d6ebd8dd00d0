package org.jiaoying.alerting.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to systems that do not behave. */
class WebCallerTest {
    private final StandIn there = new StandIn();
    private final WebCaller web = new WebCaller(there.vertx(), true, Duration.ofSeconds(2));

    @AfterEach
    void close() {
        there.close();
    }

    @Test
    void anAnswerIsReadAndChineseArrivesAsItWasWritten() {
        there.answer = (request, seen) -> request.response().end("好");
        WebCaller.Answer answer = post("/a?b=1", "瓦斯𠮷");
        assertThat(answer.body()).isEqualTo("好");
        assertThat(there.requests.get(0).body()).isEqualTo("瓦斯𠮷");
        assertThat(there.requests.get(0).query()).containsEntry("b", "1");
    }

    @Test
    void whoTakesTooLongIsNotWaitedForAndNobodyKnowsWhetherTheyHaveIt() {
        there.answer = (request, seen) -> {};
        assertThat(failure("/slow")).isInstanceOf(Submission.Unknown.class);
    }

    @Test
    void whoDripsAnAnswerIsNotWaitedForEither() {
        there.answer = (request, seen) -> {
            request.response().setChunked(true);
            there.vertx().setPeriodic(100, tick -> {
                if (!request.response().ended() && !request.response().closed()) {
                    request.response().write("x");
                }
            });
        };
        assertThat(failure("/drip")).isInstanceOf(Submission.Unknown.class);
    }

    @Test
    void aHugeAnswerIsCut() {
        there.answer = (request, seen) -> request.response().end("x".repeat(8_000_000));
        assertThat(post("/huge", "").body()).hasSize(WebCaller.MOST_BYTES);
    }

    @Test
    void aRedirectIsNotFollowed() {
        there.answer = (request, seen) -> request.response()
                .setStatusCode(302)
                .putHeader("Location", there.at("/elsewhere").toString())
                .end();
        WebCaller.Answer answer = post("/a", "");
        assertThat(there.requests).hasSize(1);
        assertThat(WebCaller.refused("x", answer).again()).isFalse();
    }

    @Test
    void whoIsAwayIsTriedAgainAndWhoIsBusySaysWhen() {
        there.answer = (request, seen) -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "30")
                .end();
        Submission.NotSent busy = WebCaller.refused("x", post("/a", ""));
        assertThat(busy.again()).isTrue();
        assertThat(busy.after()).isEqualTo(Duration.ofSeconds(30));
        there.answer = (request, seen) -> request.response().setStatusCode(500).end("garbage");
        assertThat(WebCaller.refused("x", post("/a", "")).again()).isTrue();
        there.answer = (request, seen) -> request.response().setStatusCode(403).end();
        assertThat(WebCaller.refused("x", post("/a", "")).again()).isFalse();
        there.stop();
        assertThat(failure("/a"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        away -> assertThat(away.code()).isEqualTo("not-connected"));
    }

    @Test
    void anAddressInsideIsRefusedUnlessTheSettingsAllowIt() {
        var strict = new WebCaller(there.vertx(), false, Duration.ofSeconds(2));
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
            assertThat(failure(strict, URI.create("http://" + host + ":" + there.port() + "/")))
                    .isInstanceOfSatisfying(Submission.NotSent.class, refused -> {
                        assertThat(refused.code()).isEqualTo("not-allowed");
                        assertThat(refused.again()).isFalse();
                    });
        }
        assertThat(failure(strict, URI.create("ftp://example.org/")))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        refused -> assertThat(refused.code()).isEqualTo("not-allowed"));
        assertThat(there.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "192.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::",
                "::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void theseAreInside(String address) throws Exception {
        assertThat(Destinations.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2606:4700::1111"})
    void theseAreNot(String address) throws Exception {
        assertThat(Destinations.isInside(InetAddress.getByName(address))).isFalse();
    }

    private WebCaller.Answer post(String path, String body) {
        return web.post(there.at(path), Map.of(), body)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Submission failure(String path) {
        return failure(web, there.at(path));
    }

    private static Submission failure(WebCaller web, URI uri) {
        try {
            web.post(uri, Map.of(), "")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            return WebCaller.failed("x", e.getCause());
        }
        throw new AssertionError("it did not fail");
    }
}
