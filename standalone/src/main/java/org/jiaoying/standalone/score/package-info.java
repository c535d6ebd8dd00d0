/** How good detection is: trials with ground truth, played with seeds that nobody tuned with. */
@NullMarked
package org.jiaoying.standalone.score;

import org.jspecify.annotations.NullMarked;
