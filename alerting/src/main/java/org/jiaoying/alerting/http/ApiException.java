package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jiaoying.domain.Text;

/**
 * A request that is answered with a problem document instead.
 *
 * @see Problems
 */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Text text;
    private final transient Map<String, String> headers;
    private final transient JsonObject more;

    ApiException(int status, String code, String zh, String en) {
        this(status, code, new Text(zh, en), Map.of());
    }

    ApiException(int status, String code, Text text, Map<String, String> headers) {
        this(status, code, text, headers, new JsonObject());
    }

    /** @param more further members of the problem document */
    ApiException(int status, String code, Text text, Map<String, String> headers, JsonObject more) {
        super(text.en());
        this.status = status;
        this.code = code;
        this.text = text;
        this.headers = Map.copyOf(headers);
        this.more = more.copy();
    }

    static ApiException notFound() {
        return new ApiException(404, "not-found", "没有这个对象，或您无权查看。", "There is no such thing, or you may not see it.");
    }

    static ApiException invalid(String zh, String en) {
        return new ApiException(400, "invalid-request", zh, en);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Text text() {
        return text;
    }

    Map<String, String> headers() {
        return headers;
    }

    JsonObject more() {
        return more;
    }
}
