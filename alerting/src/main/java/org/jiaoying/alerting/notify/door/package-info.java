/** The door: where carriers and other systems bring what they have for us, on a port of its own. */
package org.jiaoying.alerting.notify.door;
