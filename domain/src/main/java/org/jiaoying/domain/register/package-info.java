/** Who and what is monitored: enterprises, sites, zones, devices, points and their attributes. */
package org.jiaoying.domain.register;
