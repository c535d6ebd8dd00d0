/**
 * The one MQTT link of every part: a session with the broker that outlives its TCP connections, acknowledges by hand, and
 * says what became of everything it published.
 *
 * <pre>
 * broker ──▶ Connection ──▶ InboundHandler ─ … ─▶ Inbound.acknowledge ──▶ AcknowledgementOrder ──▶ broker
 * publish ──▶ Publications ──▶ Connection ──▶ broker ──▶ Published, or a PublishFailedException with its reason
 * MqttLink: makes a Connection; when it is lost, throws it away, waits (BackOff), makes the next
 * </pre>
 */
package org.jiaoying.messaging.mqtt;
