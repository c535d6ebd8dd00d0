package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaoying.alerting.paper.Fonts;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.NoFontException;
import org.jiaoying.alerting.paper.PageForm;
import org.jiaoying.alerting.paper.Paper;
import org.jiaoying.alerting.paper.PaperDocument;
import org.jiaoying.alerting.paper.PdfForm;
import org.jiaoying.alerting.paper.WorkbookForm;
import org.jiaoying.alerting.store.Transactions;

/**
 * Answers with a paper in the form and language that are asked for ({@code format}, {@code lang}). Written two at a time on threads of
 * their own; that a file of it left the system is recorded before it does.
 */
final class Papers {
    private static final int WRITERS = 2;

    private final WorkerExecutor writers;
    private final Transactions transactions;
    private final Fonts fonts;

    Papers(Vertx vertx, Transactions transactions, Fonts fonts) {
        this.writers = vertx.createSharedWorkerExecutor("papers", WRITERS, 60, TimeUnit.SECONDS);
        this.transactions = transactions;
        this.fonts = fonts;
    }

    /** The language asked for: Chinese unless {@code lang} says otherwise. */
    static Language language(RoutingContext context) {
        return "en".equals(Answers.query(context, "lang")) ? Language.EN : Language.ZH;
    }

    /**
     * Sends the paper.
     *
     * @param subject what the record says was taken out, such as {@code report-monthly}
     * @param absent the form where none is asked for
     */
    void send(RoutingContext context, Future<Paper> paper, String subject, String absent) {
        String asked = Answers.query(context, "format");
        String format = asked == null ? absent : asked;
        if (format.equals("json")) {
            Answers.json(context, paper.map(PaperDocument::of));
            return;
        }
        paper.compose(made -> writers.executeBlocking(() -> write(made, format), false)
                        .compose(bytes ->
                                recorded(context, made, subject, format).map(bytes))
                        .onSuccess(bytes ->
                                answer(context.response(), made, format).end(bytes)))
                .onFailure(failure -> context.fail(readable(failure)));
    }

    private Buffer write(Paper paper, String format) {
        return switch (format) {
            case "pdf" -> Buffer.buffer(PdfForm.of(paper, fonts));
            case "xlsx" -> Buffer.buffer(WorkbookForm.of(paper));
            case "html" -> Buffer.buffer(PageForm.of(paper).getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("no form " + format);
        };
    }

    private Future<Void> recorded(RoutingContext context, Paper paper, String subject, String format) {
        return transactions.run(work -> {
            work.record(
                    Guard.account(context).actor(),
                    "report.taken",
                    subject,
                    new JsonObject()
                            .put("format", format)
                            .put("file", paper.file())
                            .put(
                                    "span",
                                    paper.lines().isEmpty() ? "" : paper.lines().get(0)));
            return Future.succeededFuture();
        });
    }

    private static HttpServerResponse answer(HttpServerResponse response, Paper paper, String format) {
        String type = Map.of(
                        "pdf", "application/pdf", "xlsx", RosterRoutes.WORKBOOK, "html", "text/html; charset=utf-8")
                .getOrDefault(format, "application/octet-stream");
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (format.equals("html")) {
            // The page has one style and nothing else; whatever slipped in could do nothing.
            return response.putHeader(
                    "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        }
        String how = format.equals("pdf") ? "inline" : "attachment";
        return response.putHeader("Content-Disposition", how + "; filename=\"" + paper.file() + "." + format + "\"");
    }

    private static Throwable readable(Throwable failure) {
        if (!(failure instanceof NoFontException)) {
            return failure;
        }
        return new ApiException(
                503,
                "no-pdf-font",
                "服务器上没有中文字体，无法生成 PDF。请安装 fonts-noto-cjk，或用 JY_HTTP_PDF_FONT 指定字体文件；网页和 Excel 不受影响。",
                "The server has no font that knows Chinese and cannot write PDFs. Install fonts-noto-cjk, or name a font's file in"
                        + " JY_HTTP_PDF_FONT; the page and the workbook can be had.");
    }
}
