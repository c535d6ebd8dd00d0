#!/bin/sh
# Gives an enterprise access, or a new password: add-user ENTERPRISE, the password on standard input.
# The user's name is the enterprise's id; what it may do stands in /mosquitto/config/acl.
set -eu
enterprise="${1:?usage: add-user ENTERPRISE < password}"
case "$enterprise" in
  gateway | *[!A-Za-z0-9_.-]* | [!A-Za-z0-9]*) echo "not an enterprise's id: $enterprise" >&2; exit 2 ;;
esac
IFS= read -r password
[ "${#password}" -ge 12 ] || { echo "the password must have at least 12 letters" >&2; exit 2; }
mosquitto_passwd -b /mosquitto/data/passwords "$enterprise" "$password"
chown mosquitto:mosquitto /mosquitto/data/passwords
kill -HUP 1
