package org.jiaoying.ingest.register.store;

/** The register's database cannot be reached or refuses; worth trying again unless the database says otherwise. */
public final class RegisterStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegisterStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
