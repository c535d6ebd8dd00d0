#!/bin/sh
# Makes deploy/.env for the first start: random passwords, tokens and names, readable by this user alone.
# Never overwrites. What only you can know is left empty and named at the end.
set -eu
cd "$(dirname "$0")"
[ ! -e .env ] || { echo "deploy/.env exists; edit it, or move it away first" >&2; exit 1; }
umask 077
random() { openssl rand -hex 24; }
cat >.env <<END
# Secrets of this installation. Not for the repository, not for a mail. What each is for: docs/run-in-production.md
MQTT_GATEWAY_PASSWORD=$(random)
# Names that no enterprise may know, as Mosquitto does not refuse those who know them.
GATEWAY_GROUP=g$(openssl rand -hex 16)
GATEWAY_ID=g$(openssl rand -hex 16)
POSTGRES_PASSWORD=$(random)
INFLUXDB_ADMIN_PASSWORD=$(random)
INFLUXDB_TOKEN=$(random)
GRAFANA_ADMIN_PASSWORD=$(random)
# Protects /metrics and /history between the parts.
REPORT_TOKEN=$(random)
# user:password@host:port of the SMS center, several with commas.
SMPP_CENTERS=
# /site/channels.yaml where there are channels beside SMS over SMPP; may stay empty. Their secrets: env:NAME or file:/site/…
CHANNELS=
# The console's map: its outline, as /site/outline.geojson, and a tile service under it, with its key. Both may stay empty.
MAP_OUTLINE=
MAP_TILES=
# Told every half minute while all is well; may stay empty.
HEARTBEAT_URL=
END
echo "deploy/.env is made. Still to be filled in: SMPP_CENTERS"
