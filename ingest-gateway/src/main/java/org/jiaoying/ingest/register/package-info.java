/** Who may send what: the register as the gateway knows it, credentials, and what each user may publish and read. */
package org.jiaoying.ingest.register;
