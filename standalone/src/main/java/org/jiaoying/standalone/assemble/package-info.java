/** Puts the whole system together in one process, from its parts, for the demo, a replay, a benchmark and the story tests. */
@NullMarked
package org.jiaoying.standalone.assemble;

import org.jspecify.annotations.NullMarked;
