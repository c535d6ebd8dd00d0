package org.jiaoying.simulators.replay;

import org.jiaoying.simulators.phones.Behaviour;

/** A phone of the case and what its owner does. */
public record ReplayPhone(String number, String person, Behaviour behaviour) {}
