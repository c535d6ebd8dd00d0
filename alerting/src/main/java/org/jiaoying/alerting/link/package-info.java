/** The official's link: from the text of a call to one warning on a page, with two buttons. */
package org.jiaoying.alerting.link;
