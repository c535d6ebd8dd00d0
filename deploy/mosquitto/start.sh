#!/bin/sh
# Starts Mosquitto in its container: gives the gateways' user its password first, from MOSQUITTO_GATEWAY_PASSWORD.
set -eu
passwords=/mosquitto/data/passwords
: "${MOSQUITTO_GATEWAY_PASSWORD:?is not set: the gateways could not sign in}"
[ -f "$passwords" ] || { umask 077; touch "$passwords"; }
mosquitto_passwd -b "$passwords" gateway "$MOSQUITTO_GATEWAY_PASSWORD"
unset MOSQUITTO_GATEWAY_PASSWORD
chown -R mosquitto:mosquitto /mosquitto/data
exec mosquitto -c /mosquitto/config/mosquitto.conf
