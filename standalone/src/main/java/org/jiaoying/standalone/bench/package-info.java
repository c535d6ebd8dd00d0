/** How much the whole system carries on one machine, beside the limits of its parts measured in the same run. */
@NullMarked
package org.jiaoying.standalone.bench;

import org.jspecify.annotations.NullMarked;
