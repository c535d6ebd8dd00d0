/** Reads what people write (YAML or JSON) within bounds, and tells them all its faults at once, each with its place. */
package org.jiaoying.domain.document;
