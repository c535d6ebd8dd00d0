package org.jiaoying.domain.register;

import org.jiaoying.domain.Text;

/** A place in a site (区域): work face, tank farm, bench. */
public record Zone(String id, Text name, Attributes attributes) {}
