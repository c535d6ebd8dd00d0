/** What is normal at a point for each hour of each kind of day, learned from its history. */
package org.jiaoying.domain.baseline;
