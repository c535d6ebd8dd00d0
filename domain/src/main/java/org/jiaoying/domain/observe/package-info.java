/** What devices say. */
package org.jiaoying.domain.observe;
