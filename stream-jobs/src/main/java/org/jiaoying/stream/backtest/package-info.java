/** The detection job on recorded observations: the same operators, without a log, as fast as they go. */
@NullMarked
package org.jiaoying.stream.backtest;

import org.jspecify.annotations.NullMarked;
