package org.jiaoying.alerting.live;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaoying.alerting.store.LiveStore;
import org.jiaoying.alerting.store.Notices;
import org.jiaoying.alerting.store.WarningViews;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.WarningView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each step of a warning to whoever may see it, over server-sent events. Every instance tells its own readers; what it
 * tells is read from the database, so it does not matter which instance did the step.
 *
 * <p>Life cycle: 1. {@link #start} finds the end of the log and listens to {@code notify}; 2. a notice, or a second without
 * one, has the next lines read and told; 3. each heartbeat shows readers that the stream lives and finds those that do not
 * take what they are sent: they are dropped, not buffered for, and resume by the last number they saw; 4. {@link #close}
 * ends all streams. All on one event loop.
 */
public final class LiveStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int PIECE = 200;
    /** A reader who missed more than this reads everything anew instead. */
    static final int MAX_RESUMED = 1_000;

    static final int MAX_READERS = 1_000;
    private static final int WRITE_QUEUE_BYTES = 256 * 1024;

    private static final JsonObject FULL = new JsonObject()
            .put("type", "about:blank")
            .put("title", "暂时不可用")
            .put("status", 503)
            .put("detail", "实时连接已达上限，请稍后重试。Too many live streams; try again later.")
            .put("code", "too-many-streams")
            .put("instance", "/api/v1/stream");

    private final Vertx vertx;
    private final Context context;
    private final LiveStore store;
    private final WarningViews views;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final Notices notices;
    private final Set<LiveReader> readers = new LinkedHashSet<>();
    private long told;
    private boolean telling;
    private boolean tellAgain;
    private boolean failing;
    private boolean closed;
    private long lookTimer;
    private long heartbeatTimer;

    public LiveStream(
            Vertx vertx,
            Notices notices,
            LiveStore store,
            WarningViews views,
            InstantSource clock,
            Duration heartbeat) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.store = store;
        this.views = views;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.notices = notices;
    }

    /** Begins to tell what happens from now on. */
    public Future<Void> start() {
        // Without the notices the stream is a second late, no more: they need not be there for it to start.
        notices.listen(() -> context.runOnContext(noticed -> tell()))
                .onFailure(failure -> LOG.warn("no notices from the database yet", failure));
        return store.lastSeq().map(last -> {
            context.runOnContext(begun -> {
                told = Math.max(told, last);
                lookTimer = vertx.setPeriodic(LOOK_AGAIN.toMillis(), look -> tell());
                heartbeatTimer = vertx.setPeriodic(heartbeat.toMillis(), beat -> beat());
            });
            return null;
        });
    }

    /** How many readers there are. */
    public int readers() {
        return readers.size();
    }

    /**
     * Serves one reader until they leave, do not keep up, or may not read any more.
     *
     * @param scope asked again with each heartbeat; fails when the reader may not read any more
     * @param lastId the number of the last event they saw
     */
    public void serve(HttpServerResponse response, Function<Void, Future<Scope>> scope, OptionalLong lastId) {
        scope.apply(null)
                .onFailure(failure -> response.reset())
                .onSuccess(may -> context.runOnContext(begun -> begin(new LiveReader(response, scope, may), lastId)));
    }

    private void begin(LiveReader reader, OptionalLong lastId) {
        HttpServerResponse response = reader.response();
        if (closed || readers.size() >= MAX_READERS) {
            response.setStatusCode(503)
                    .putHeader("Retry-After", "5")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .end(FULL.toBuffer());
            return;
        }
        response.setChunked(true)
                .setWriteQueueMaxSize(WRITE_QUEUE_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.exceptionHandler(broken -> context.runOnContext(gone -> readers.remove(reader)));
        response.closeHandler(left -> context.runOnContext(gone -> readers.remove(reader)));
        resume(reader, lastId)
                .onSuccess(done -> context.runOnContext(ready -> join(reader)))
                .onFailure(failure -> {
                    LOG.warn("a live stream could not begin", failure);
                    response.reset();
                });
    }

    /** Tells what the reader missed, or that everything is to be read anew. */
    private Future<Void> resume(LiveReader reader, OptionalLong lastId) {
        return store.lastSeq().compose(last -> {
            if (lastId.isEmpty() || lastId.getAsLong() > last) {
                return snapshot(reader, last);
            }
            return store.aboutWarnings(lastId.getAsLong(), last, MAX_RESUMED + 1)
                    .compose(missed -> missed.size() > MAX_RESUMED
                            ? snapshot(reader, last)
                            : events(missed).compose(events -> {
                                reader.comment(clock.instant());
                                events.forEach(reader::tell);
                                reader.toldUpTo(last);
                                return Future.succeededFuture();
                            }));
        });
    }

    private Future<Void> snapshot(LiveReader reader, long last) {
        String data = new JsonObject().put("now", clock.instant().toString()).encode();
        reader.write("id: " + last + "\nevent: snapshot\ndata: " + data + "\n\n");
        reader.toldUpTo(last);
        return Future.succeededFuture();
    }

    private void join(LiveReader reader) {
        if (closed || reader.gone()) {
            reader.drop();
            return;
        }
        readers.add(reader);
        // What was told to the others between reading and joining: from the database once more.
        if (reader.toldUpTo() < told) {
            store.aboutWarnings(reader.toldUpTo(), told, MAX_RESUMED)
                    .compose(this::events)
                    .onComplete(
                            missed -> context.runOnContext(late -> missed.forEach(reader::tell)),
                            failure -> reader.drop());
        }
    }

    /** Reads and tells what came since; one reading at a time. */
    private void tell() {
        if (telling || closed) {
            tellAgain = true;
            return;
        }
        telling = true;
        tellAgain = false;
        store.after(told, PIECE)
                .compose(lines ->
                        readers.isEmpty() ? skip(lines) : events(lines).map(events -> new Piece(lines, events)))
                .onComplete(piece -> context.runOnContext(read -> {
                    telling = false;
                    if (piece.failed()) {
                        if (!failing) {
                            LOG.warn("the live stream cannot read on; it tries again each second", piece.cause());
                        }
                        failing = true;
                        return;
                    }
                    failing = false;
                    tell(piece.result());
                }));
    }

    private record Piece(List<LiveStore.Line> lines, List<LiveEvent> events) {}

    private static Future<Piece> skip(List<LiveStore.Line> lines) {
        return Future.succeededFuture(new Piece(lines, List.of()));
    }

    private void tell(Piece piece) {
        for (LiveEvent event : piece.events()) {
            List.copyOf(readers).forEach(reader -> reader.tell(event));
        }
        readers.removeIf(LiveReader::gone);
        if (!piece.lines().isEmpty()) {
            told = piece.lines().get(piece.lines().size() - 1).line().seq();
        }
        if (tellAgain || piece.lines().size() == PIECE) {
            tell();
        }
    }

    private Future<List<LiveEvent>> events(List<LiveStore.Line> lines) {
        Set<String> ids = new LinkedHashSet<>();
        for (LiveStore.Line line : lines) {
            if (line.warningId() != null) {
                ids.add(line.warningId());
            }
        }
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return views.all(ids).map(found -> {
            Map<String, WarningView> warnings =
                    found.stream().collect(Collectors.toMap(WarningView::id, Function.identity()));
            var events = new ArrayList<LiveEvent>();
            for (LiveStore.Line line : lines) {
                WarningView warning = line.warningId() == null ? null : warnings.get(line.warningId());
                if (warning != null) {
                    events.add(LiveEvent.of(line.line(), warning));
                }
            }
            return events;
        });
    }

    private void beat() {
        for (LiveReader reader : List.copyOf(readers)) {
            reader.comment(clock.instant());
            reader.check();
        }
        readers.removeIf(LiveReader::gone);
    }

    /** Ends all streams. */
    public Future<Void> close() {
        var done = io.vertx.core.Promise.<Void>promise();
        context.runOnContext(end -> {
            closed = true;
            vertx.cancelTimer(lookTimer);
            vertx.cancelTimer(heartbeatTimer);
            List.copyOf(readers).forEach(LiveReader::drop);
            readers.clear();
            notices.close().onComplete(ended -> done.complete());
        });
        return done.future();
    }
}
