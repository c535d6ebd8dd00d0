package org.jiaoying.alerting.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Map;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures with problem documents (RFC 9457), in the reader's language, with a stable code. Never with a stack. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int MAX_DETAIL = 1_000;

    private static final Map<Integer, Text> TITLES = Map.ofEntries(
            Map.entry(400, new Text("请求有误", "Bad request")),
            Map.entry(401, new Text("请先登录", "Not signed in")),
            Map.entry(403, new Text("无权操作", "Not allowed")),
            Map.entry(404, new Text("没有找到", "Not found")),
            Map.entry(405, new Text("不支持的方法", "Method not allowed")),
            Map.entry(406, new Text("无法提供所要的格式", "Not acceptable")),
            Map.entry(409, new Text("当前状态下不能这样做", "Not possible in the present state")),
            Map.entry(413, new Text("内容过大", "Too large")),
            Map.entry(415, new Text("内容类型不对", "Unsupported content type")),
            Map.entry(422, new Text("内容有误", "Cannot be accepted")),
            Map.entry(429, new Text("尝试过于频繁", "Too many attempts")),
            Map.entry(500, new Text("服务器出错", "Server error")),
            Map.entry(503, new Text("暂时不可用", "Unavailable for now")));

    private Problems() {}

    /** Answers what failed on the way. */
    static void answer(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            // A stream that broke under way: nothing can be said any more.
            context.request().connection().close();
            return;
        }
        write(context, of(context.failure(), context.statusCode()));
    }

    private static ApiException of(@Nullable Throwable failure, int status) {
        if (failure instanceof ApiException known) {
            return known;
        }
        if (failure instanceof RefusedException refused) {
            return refused(refused);
        }
        if (failure instanceof ValidatorException || failure instanceof SchemaValidationException) {
            return invalid(failure);
        }
        // The useful text of a bad request is in the cause.
        if (failure instanceof HttpException http && http.getCause() != null && http.getStatusCode() == 400) {
            return invalid(http.getCause());
        }
        return byStatus(failure instanceof HttpException http ? http.getStatusCode() : status, failure);
    }

    private static ApiException refused(RefusedException refused) {
        return switch (refused.code()) {
            case NOT_FOUND -> new ApiException(404, "not-found", refused.text(), Map.of());
            case ILLEGAL_STEP -> new ApiException(409, "illegal-step", refused.text(), Map.of());
            case CONFLICT -> new ApiException(409, "version-conflict", refused.text(), Map.of());
            case INVALID -> new ApiException(422, "invalid-content", refused.text(), Map.of());
        };
    }

    private static ApiException invalid(Throwable cause) {
        String message = shortened(String.valueOf(cause.getMessage()));
        return ApiException.invalid("请求不符合接口文档：" + message, "The request does not fit the API document: " + message);
    }

    private static ApiException byStatus(int status, @Nullable Throwable failure) {
        return switch (status) {
            case 400 -> ApiException.invalid("请求无法解析。", "The request cannot be read.");
            case 404 -> ApiException.notFound();
            case 405 ->
                new ApiException(405, "method-not-allowed", "此地址不支持该方法。", "This address does not take that method.");
            case 406 -> new ApiException(406, "not-acceptable", "无法提供所要的格式。", "It cannot be had in that format.");
            case 413 -> new ApiException(413, "too-large", "请求内容超过上限。", "The body is over the bound.");
            case 415 ->
                new ApiException(
                        415, "unsupported-content-type", "请以 application/json 发送。", "Send it as application/json.");
            default -> {
                LOG.error("a request failed", failure);
                yield new ApiException(
                        500, "internal", "服务器内部出错，已记录，请稍后重试。", "The server failed; this is logged. Try again later.");
            }
        };
    }

    private static void write(RoutingContext context, ApiException problem) {
        boolean english = speaksEnglish(context);
        Text title = TITLES.getOrDefault(problem.status(), new Text("出错", "Failed"));
        HttpServerResponse response = context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh");
        problem.headers().forEach(response::putHeader);
        response.end(problem.more()
                .copy()
                .put("type", "about:blank")
                .put("title", english ? title.en() : title.zh())
                .put("status", problem.status())
                .put(
                        "detail",
                        shortened(english ? problem.text().en() : problem.text().zh()))
                .put("code", problem.code())
                .put("instance", shortened(context.request().path()))
                .toBuffer());
    }

    /** Chinese unless English is asked for first. */
    static boolean speaksEnglish(RoutingContext context) {
        var languages = context.acceptableLanguages();
        return !languages.isEmpty() && "en".equalsIgnoreCase(languages.get(0).tag());
    }

    private static String shortened(@Nullable String text) {
        String given = text == null ? "" : text;
        return given.length() <= MAX_DETAIL ? given : given.substring(0, MAX_DETAIL) + "…";
    }
}
