/** Change of shift: who takes over is told what is open, confirms it, and is asked after if they do not. */
package org.jiaoying.alerting.handover;
