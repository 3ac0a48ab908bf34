#!/bin/bash
# A real Keystone and Glance from Debian's packages, for tests. Everything they write is in DIR;
# they listen on loopback only; several can run side by side. Ends with DIR/cloud.json written and
# one line with Keystone's URL. On a folder made before, it starts the stopped services again.
#
# Usage: up.sh DIR [KEYSTONE_PORT GLANCE_PORT] [options]
#   --uwsgi                    Glance under uWSGI as Debian configures it (a body may pause 10 s)
#   --workers N                Glance workers (1)
#   --new-defaults             Glance with enforce_new_defaults and enforce_scope
#   --size-cap BYTES           largest image Glance accepts
#   --lockout N[:SECONDS]      Keystone locks an account after N failures (for 1800 s)
#   --token-seconds N          life of a token (3600)
#   --second-region            a second Glance, in region RegionTwo of the catalogue
#   --cors ORIGIN              Glance answers this browser origin
#   --cache                    Glance with its image cache and the cache API
#   --locations                image locations shown and editable, read-only http store "web"
#   --property-protections     x_admin_* for admins only, x_frozen_* written once
#   --quota                    limits kept in Keystone, usage shown in /v2/info/usage
#   --web-download HOSTS[:PORTS]  addresses web-download may fetch from, comma lists; no ports
#                              means any port
set -euo pipefail

here=$(dirname "$(realpath "$0")")
source "$here/process.sh"
source "$here/config.sh"

fail() {
  echo "up.sh: $1" >&2
  exit 1
}

UWSGI=no WORKERS=1 NEW_DEFAULTS=no SIZE_CAP='' LOCKOUT='' LOCKOUT_SECONDS=1800 TOKEN_SECONDS=3600
SECOND_REGION=no CORS='' CACHE=no LOCATIONS=no PROPERTY_PROTECTIONS=no QUOTA=no
WEB_DOWNLOAD_HOSTS='' WEB_DOWNLOAD_PORTS=''
places=()
while [ $# -gt 0 ]; do
  case $1 in
    --uwsgi) UWSGI=yes ;;
    --new-defaults) NEW_DEFAULTS=yes ;;
    --second-region) SECOND_REGION=yes ;;
    --cache) CACHE=yes ;;
    --locations) LOCATIONS=yes ;;
    --property-protections) PROPERTY_PROTECTIONS=yes ;;
    --quota) QUOTA=yes ;;
    --workers | --size-cap | --lockout | --token-seconds | --cors | --web-download)
      [ $# -ge 2 ] || fail "$1 wants a value"
      case $1 in
        --workers) WORKERS=$2 ;;
        --size-cap) SIZE_CAP=$2 ;;
        --token-seconds) TOKEN_SECONDS=$2 ;;
        --cors) CORS=$2 ;;
        --lockout)
          LOCKOUT=${2%%:*}
          [ "$2" = "$LOCKOUT" ] || LOCKOUT_SECONDS=${2#*:}
          ;;
        --web-download)
          WEB_DOWNLOAD_HOSTS=${2%%:*}
          [ "$2" = "$WEB_DOWNLOAD_HOSTS" ] || WEB_DOWNLOAD_PORTS=${2#*:}
          ;;
      esac
      shift
      ;;
    -*) fail "unknown option $1" ;;
    *) places+=("$1") ;;
  esac
  shift
done
[ ${#places[@]} -eq 1 ] || [ ${#places[@]} -eq 3 ] ||
  fail 'usage: up.sh DIR [KEYSTONE_PORT GLANCE_PORT] [options]'

for program in keystone-manage glance-api uwsgi /usr/bin/python3 node curl setsid pgrep; do
  command -v "$program" >/dev/null || fail "$program is missing; install.sh installs what is needed"
done

mkdir -p "${places[0]}"
dir=$(realpath "${places[0]}")
mkdir -p "$dir"/{run,logs}

start_all() {
  start_process keystone uwsgi --ini "$dir/keystone/uwsgi.ini"
  wait_for keystone "$KEYSTONE_URL"
}

if [ -e "$dir/cloud.json" ]; then
  source "$dir/settings"
  is_running keystone || start_all
  for name in $GLANCES; do "$here/glance.sh" "$dir" start "$name"; done
  echo "$KEYSTONE_URL"
  exit 0
fi

on_failure() {
  local status=$?
  [ $status -eq 0 ] && return
  echo "up.sh: failed; logs are in $dir/logs" >&2
  "$here/down.sh" "$dir"
}
trap on_failure EXIT

free_ports() {
  /usr/bin/python3 -c '
import socket
taken = [socket.socket() for _ in range(3)]
for s in taken: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in taken])'
}
read -r free_keystone free_glance GLANCE2_PORT < <(free_ports)
KEYSTONE_PORT=${places[1]:-$free_keystone}
GLANCE_PORT=${places[2]:-$free_glance}
KEYSTONE_URL=http://127.0.0.1:$KEYSTONE_PORT/v3
GLANCES=glance
[ "$SECOND_REGION" = no ] || GLANCES='glance glance2'
for port in "$KEYSTONE_PORT" "$GLANCE_PORT"; do
  ! curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$port/" || fail "port $port is in use"
done

settings=(KEYSTONE_PORT GLANCE_PORT GLANCE2_PORT KEYSTONE_URL GLANCES UWSGI WORKERS NEW_DEFAULTS
  SIZE_CAP LOCKOUT LOCKOUT_SECONDS TOKEN_SECONDS SECOND_REGION CORS CACHE LOCATIONS
  PROPERTY_PROTECTIONS QUOTA WEB_DOWNLOAD_HOSTS WEB_DOWNLOAD_PORTS)
for key in "${settings[@]}"; do printf '%s=%q\n' "$key" "${!key}"; done >"$dir/settings"

# Two sessions in one request lock each other out of SQLite's default journal; in this mode not.
# The mode stays in the file.
use_wal() {
  /usr/bin/python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("pragma journal_mode=wal")' "$1"
}

make_keystone() {
  write_keystone_config
  local manage=(keystone-manage --config-file "$dir/keystone/keystone.conf")
  local owner=(--keystone-user "$(id -un)" --keystone-group "$(id -gn)")
  "${manage[@]}" db_sync
  use_wal "$dir/keystone/keystone.sqlite"
  "${manage[@]}" fernet_setup "${owner[@]}" &
  local fernet=$!
  "${manage[@]}" receipt_setup "${owner[@]}"
  wait "$fernet"
  "${manage[@]}" credential_setup "${owner[@]}"
  "${manage[@]}" bootstrap --bootstrap-password admin --bootstrap-region-id RegionOne \
    --bootstrap-admin-url "$KEYSTONE_URL" --bootstrap-internal-url "$KEYSTONE_URL" \
    --bootstrap-public-url "$KEYSTONE_URL"
}

# make_glance NAME PORT REGION
make_glance() {
  write_glance_config "$@"
  local manage=(glance-manage --config-file "$dir/$1/glance-api.conf")
  "${manage[@]}" db_sync
  use_wal "$dir/$1/glance.sqlite"
  "${manage[@]}" db_load_metadefs /usr/share/glance-common/metadefs
}

make_glance glance "$GLANCE_PORT" RegionOne >"$dir/logs/make-glance.out" 2>&1 &
glance_made=$!
if [ "$SECOND_REGION" = yes ]; then
  make_glance glance2 "$GLANCE2_PORT" RegionTwo >"$dir/logs/make-glance2.out" 2>&1 &
  glance2_made=$!
fi
make_keystone >"$dir/logs/make-keystone.out" 2>&1 || {
  tail -n 20 "$dir/logs/make-keystone.out" >&2
  fail 'Keystone could not be set up'
}
start_all
node "$here/seed.mjs" "$dir" "$dir/settings"

# The date of a password cannot be set through the API; this ends expired/expired's in the past.
/usr/bin/python3 - "$dir/keystone/keystone.sqlite" <<'SQL'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30)
db.execute("""update password set expires_at = '2020-01-01 00:00:00', expires_at_int = 1577836800000000
  where local_user_id = (select id from local_user where name = 'expired')""")
db.commit()
SQL

wait "$glance_made" || fail "Glance could not be set up, see $dir/logs/make-glance.out"
[ -z "${glance2_made:-}" ] || wait "$glance2_made" || fail 'the second Glance could not be set up'
if [ "$QUOTA" = yes ]; then
  for name in $GLANCES; do
    sed -i "s/@ENDPOINT@/$(cat "$dir/$name/endpoint-id")/" "$dir/$name/glance-api.conf"
  done
fi
for name in $GLANCES; do "$here/glance.sh" "$dir" start "$name"; done
mv "$dir/cloud.json.new" "$dir/cloud.json"
echo "$KEYSTONE_URL"
