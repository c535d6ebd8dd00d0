package org.jiaoying.alerting.live;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.function.Function;
import org.jiaoying.alerting.view.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader of the live stream. Who does not take what is sent is dropped. For the stream's event loop. */
final class LiveReader {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);

    private final HttpServerResponse response;
    private final Function<Void, Future<Scope>> mayRead;
    private Scope scope;
    private long toldUpTo;
    private boolean gone;

    LiveReader(HttpServerResponse response, Function<Void, Future<Scope>> mayRead, Scope scope) {
        this.response = response;
        this.mayRead = mayRead;
        this.scope = scope;
    }

    HttpServerResponse response() {
        return response;
    }

    boolean gone() {
        return gone || response.closed() || response.ended();
    }

    long toldUpTo() {
        return toldUpTo;
    }

    void toldUpTo(long seq) {
        toldUpTo = Math.max(toldUpTo, seq);
    }

    /** Tells an event once, if the reader may see it. */
    void tell(LiveEvent event) {
        if (event.id() <= toldUpTo) {
            return;
        }
        toldUpTo = event.id();
        if (event.warning().isIn(scope)) {
            write(event.text());
        }
    }

    /** Shows that the stream lives, and what time it is here. */
    void comment(Instant now) {
        write(": " + now + "\n\n");
    }

    void write(String text) {
        if (gone()) {
            return;
        }
        if (response.writeQueueFull()) {
            LOG.info("a reader of the live stream does not keep up and is dropped");
            drop();
            return;
        }
        response.write(text);
    }

    /** Asks again what the reader may see, and drops who may not read any more. */
    void check() {
        mayRead.apply(null).onComplete(may -> scope = may, refused -> drop());
    }

    void drop() {
        gone = true;
        if (!response.closed()) {
            response.reset();
        }
    }
}
