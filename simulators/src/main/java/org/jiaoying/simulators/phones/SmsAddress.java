package org.jiaoying.simulators.phones;

/** An address as SMPP carries it, with its type of number and numbering plan. */
record SmsAddress(byte ton, byte npi, String number) {}
