package org.jiaoying.alerting.dispatch;

/**
 * What a channel can do.
 *
 * @param twoWay whether the person can answer by it
 * @param receipts whether it tells later what became of a text; where not, taken is the last that is known
 * @param maxLength characters of a text; a longer one is refused whole
 * @param spoken whether it is heard and not read; its words come from a template, and the text is not carried
 * @param open whether it reaches the public; it never carries a drill, see {@link PublicChannel}
 * @param rate what the carrier takes
 */
public record Capabilities(boolean twoWay, boolean receipts, int maxLength, boolean spoken, boolean open, Rate rate) {}
