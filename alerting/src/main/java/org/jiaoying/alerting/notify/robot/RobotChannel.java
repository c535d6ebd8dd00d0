package org.jiaoying.alerting.notify.robot;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.notify.web.Signatures;
import org.jiaoying.alerting.notify.web.WebCaller;

/**
 * A text into a group by its robot. Both platforms take 20 texts a minute for each robot, answer 200 also when they refuse, and
 * say so in {@code errcode}: only 0 there is sent. Neither knows a key, so a text in doubt may stand in the group twice.
 */
public final class RobotChannel implements Channel {

    /** Whose robots. */
    public enum Platform {
        /** Signed: HMAC of time and secret, in the query. */
        DINGTALK(ChannelName.DINGTALK, 5_000),
        /** Not signed: who knows the address may send. A text has 2,048 bytes at most. */
        WECOM(ChannelName.WECOM, 680);

        private final ChannelName channel;
        private final int maxLength;

        Platform(ChannelName channel, int maxLength) {
            this.channel = channel;
            this.maxLength = maxLength;
        }
    }

    /**
     * One robot of a group.
     *
     * @param url with the token that stands for the group; secret
     * @param secret for the signature; empty where the robot has none
     */
    public record Robot(String name, URI url, String secret) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Too fast, or a failure of the platform's own; the numbers of the two do not overlap. */
    private static final Set<Integer> BUSY = Set.of(-1, 88, 130101, 410100, 45009, 45033);

    private static final Rate EACH = new Rate(20, Duration.ofMinutes(1));
    private static final int WINDOW = 4;

    private final Platform platform;
    private final Map<String, Robot> robots;
    private final WebCaller web;
    private final InstantSource clock;

    public RobotChannel(Platform platform, List<Robot> robots, WebCaller web, InstantSource clock) {
        this.platform = platform;
        this.robots = robots.stream().collect(java.util.stream.Collectors.toMap(Robot::name, robot -> robot));
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return platform.channel.code();
    }

    @Override
    public Capabilities capabilities() {
        var rate = new Rate(EACH.texts() * Math.max(1, robots.size()), EACH.per());
        return new Capabilities(false, false, platform.maxLength, false, false, rate);
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public Duration handOverWithin() {
        return web.within().multipliedBy(2);
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        Robot robot = robots.get(message.address());
        if (robot == null) {
            return CompletableFuture.completedFuture(new Submission.NotSent(
                    "unknown-address", "no robot of " + name() + " is named " + message.address(), false));
        }
        String carrier = name() + "/" + robot.name();
        String body = new JsonObject()
                .put("msgtype", "text")
                .put("text", new JsonObject().put("content", message.text()))
                .encode();
        return web.post(signed(robot), Map.of("Content-Type", "application/json; charset=utf-8"), body)
                .map(answer -> read(carrier, message.key(), answer))
                .otherwise(failure -> WebCaller.failed(carrier, failure))
                .toCompletionStage();
    }

    private URI signed(Robot robot) {
        if (platform != Platform.DINGTALK || robot.secret().isEmpty()) {
            return robot.url();
        }
        long timestamp = clock.millis();
        String sign =
                Base64.getEncoder().encodeToString(Signatures.hmac(robot.secret(), timestamp + "\n" + robot.secret()));
        String query = robot.url().getRawQuery();
        return URI.create(robot.url() + (query == null ? "?" : "&") + "timestamp=" + timestamp + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }

    private Submission read(String carrier, String key, WebCaller.Answer answer) {
        if (answer.status() != 200) {
            return WebCaller.refused(carrier, answer);
        }
        Integer code;
        try {
            code = new JsonObject(answer.body()).getInteger("errcode");
        } catch (DecodeException | ClassCastException e) {
            code = null;
        }
        if (code == null) {
            return new Submission.NotSent("bad-answer", carrier + " answered something else than its API says", true);
        }
        if (code == 0) {
            return new Submission.Accepted(carrier, List.of(key));
        }
        boolean busy = BUSY.contains(code);
        return new Submission.NotSent(busy ? "busy" : "refused", carrier + " answered errcode " + code, busy);
    }
}
