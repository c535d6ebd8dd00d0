/**
 * Sites that behave: a coal mine and the slope of an open pit, whose devices say what such devices would. Every value is a function
 * of the seed, the time and the scenario, so that a run can be had again.
 *
 * <p>The path of a message: {@code SimulatedDevice.say} at the device's own times → {@code SiteAgenda} → MQTT.
 */
package org.jiaoying.simulators.site;
