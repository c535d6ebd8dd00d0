/** The command line {@code ./jiaoying}: each subcommand reads its options, starts or asks a part, and says how it went. */
@NullMarked
package org.jiaoying.standalone.cli;

import org.jspecify.annotations.NullMarked;
