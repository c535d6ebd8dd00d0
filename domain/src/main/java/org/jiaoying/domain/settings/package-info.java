/** How a part is configured. */
package org.jiaoying.domain.settings;
