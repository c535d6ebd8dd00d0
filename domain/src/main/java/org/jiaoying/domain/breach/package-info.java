/** Rules violated at a subject, and the steps of their lives. */
package org.jiaoying.domain.breach;
