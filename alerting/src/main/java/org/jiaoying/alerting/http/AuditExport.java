package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jiaoying.alerting.audit.AuditFile;
import org.jiaoying.alerting.audit.AuditLine;
import org.jiaoying.alerting.store.AuditStore;

/** The whole audit log as a file that is verified outside the system; read and sent in pieces, never held whole. */
final class AuditExport {
    private static final int PIECE = 500;

    private final AuditStore audit;

    AuditExport(AuditStore audit) {
        this.audit = audit;
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        audit.lastSeq()
                .compose(last -> {
                    response.setChunked(true)
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson")
                            .putHeader("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
                    return response.write(AuditFile.head(0, AuditLine.START) + "\n")
                            .compose(begun -> pieces(response, 0, AuditLine.START, last));
                })
                .compose(anchor -> response.end(anchor + "\n"))
                .onFailure(context::fail);
    }

    /** Sends the lines up to the last one of when the export began; the next piece is read when the last was taken. */
    private Future<String> pieces(HttpServerResponse response, long sent, String hash, long last) {
        if (sent >= last || response.closed()) {
            return Future.succeededFuture(AuditFile.anchor(sent, hash));
        }
        return audit.after(sent, (int) Math.min(PIECE, last - sent)).compose(lines -> {
            if (lines.isEmpty()) {
                return Future.succeededFuture(AuditFile.anchor(sent, hash));
            }
            AuditLine end = lines.get(lines.size() - 1);
            return response.write(text(lines)).compose(written -> pieces(response, end.seq(), end.hash(), last));
        });
    }

    private static Buffer text(List<AuditLine> lines) {
        Buffer text = Buffer.buffer();
        lines.forEach(line -> text.appendString(line.toJson()).appendString("\n"));
        return text;
    }
}
