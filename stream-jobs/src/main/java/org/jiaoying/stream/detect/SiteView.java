package org.jiaoying.stream.detect;

import org.jiaoying.stream.state.SiteState;

/**
 * What a rule may look at beside its own memory.
 *
 * @param plan the register's site, its zones and devices
 * @param state who is where, when which device was heard; only to be read
 */
record SiteView(SitePlan plan, SiteState state) {}
