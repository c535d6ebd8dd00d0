package org.jiaoying.ingest.history;

/** Takes lines of the InfluxDB line protocol with times in milliseconds. Safe for several threads. */
public interface LineStore extends AutoCloseable {

    /**
     * Writes all lines; returns when the store has them. The same line again changes nothing.
     *
     * @param lines separated by line feeds
     * @throws BadLinesException if the store will never take all of these lines; it may have taken some or none
     * @throws HistoryUnavailableException if it does not take them now
     */
    void write(String lines);

    @Override
    void close();

    /** Lines of which the store refuses at least one; sent again they would be refused again. */
    final class BadLinesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadLinesException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
