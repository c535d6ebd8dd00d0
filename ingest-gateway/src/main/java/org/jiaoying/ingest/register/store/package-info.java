/** The register in PostgreSQL. */
package org.jiaoying.ingest.register.store;
