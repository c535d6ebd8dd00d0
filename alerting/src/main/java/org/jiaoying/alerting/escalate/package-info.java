/** Who is called next, and when: from tier to tier, until somebody answers. */
package org.jiaoying.alerting.escalate;
