/** Which days people work: China's public holidays with their make-up workdays, as data. */
package org.jiaoying.domain.calendar;
