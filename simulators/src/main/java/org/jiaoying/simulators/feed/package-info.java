/** Messages in the form of the feed contract. */
package org.jiaoying.simulators.feed;
