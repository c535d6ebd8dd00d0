/** Load: many devices that send at a steady rate, whether or not the system keeps up, with little work for each message. */
package org.jiaoying.simulators.load;
