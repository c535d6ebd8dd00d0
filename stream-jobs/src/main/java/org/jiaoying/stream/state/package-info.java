/** What detection remembers of a device between two messages, and its versioned bytes. */
package org.jiaoying.stream.state;
