/** The words of monitoring and warning as Java types. No framework. Everything here is immutable and safe to share between threads. */
package org.jiaoying.domain;
