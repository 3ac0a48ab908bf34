#!/bin/bash
# Debian's Horizon on loopback before a Keystone that runs already, to compare the dashboard with.
# Everything it writes is in DIR. It answers as in the field: compressed static files, sessions in
# memcached, two processes of four threads.
#
# Usage: horizon.sh DIR up KEYSTONE_URL [PORT] [--upload legacy|direct]
#            installs the package when it is missing (needs root then; five minutes), starts it, and
#            prints its address. Sign in with domain, name and password of the cloud's accounts.
#            --upload: how Horizon takes an image's bytes. legacy (the default): through a file in
#            DIR/uploads; direct: the browser sends to Glance, which needs up.sh's --cors.
#        horizon.sh DIR warm DOMAIN NAME PASSWORD [TIMES]
#            signs in and opens the list 12 times: the first calls of each process take seconds, so
#            do it before measuring. Fails when the account cannot sign in.
#        horizon.sh DIR down
#            ends its two processes, and nothing else; `up` starts it again
#
# Figures worth having: sign-in until rows are visible, the list of 1,000 and 10,000 images, one
# image's page, an upload, and an idle tab. One image in a changing state makes an open tab ask for
# the whole list every 2.5 s, so close all tabs but the one measured.
set -euo pipefail

usage='usage: horizon.sh DIR up KEYSTONE_URL [PORT] [--upload legacy|direct] | warm DOMAIN NAME PASSWORD [TIMES] | down'
here=$(dirname "$(realpath "$0")")
source "$here/process.sh"
mkdir -p "${1:?$usage}"
dir=$(realpath "$1")
action=${2:?$usage}
shift 2

fail() {
  echo "horizon.sh: $1" >&2
  exit 1
}

# The package's style compressor crashes now and then while it is configured; another try succeeds.
install_horizon() {
  "$here/install.sh" openstack-dashboard python3-pymemcache && return
  for _ in 1 2 3 4 5; do
    DEBIAN_FRONTEND=noninteractive dpkg --configure -a >"$dir/logs/install.out" 2>&1 </dev/null &&
      return
  done
  fail "the package openstack-dashboard could not be configured, see $dir/logs/install.out"
}

free_port() {
  /usr/bin/python3 -c '
import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])'
}

# write_settings KEYSTONE_URL PORT UPLOAD
write_settings() {
  cat >"$dir/app/vitrine_horizon.py" <<PYTHON
# Debian's settings, with the places changed that a second installation beside it needs.
from horizon.utils import secret_key
secret_key.generate_or_read_from_file = lambda *_args, **_options: '$(head -c 24 /dev/urandom | base64)'
from openstack_dashboard.settings import *

DEBUG = False
ALLOWED_HOSTS = ['127.0.0.1', 'localhost']
OPENSTACK_KEYSTONE_URL = '$1'
OPENSTACK_KEYSTONE_MULTIDOMAIN_SUPPORT = True
HORIZON_IMAGES_UPLOAD_MODE = '$3'
SESSION_ENGINE = 'django.contrib.sessions.backends.cache'
CACHES = {'default': {
    'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache',
    'LOCATION': 'unix:$dir/run/memcached.sock',
}}
COMPRESS_OFFLINE = True
STATIC_ROOT = COMPRESS_ROOT = '$dir/static'
FILE_UPLOAD_TEMP_DIR = '$dir/uploads'
# The page Horizon opens first asks Nova, which is not there.
HORIZON_CONFIG['user_home'] = '/project/images/'
for handler in LOGGING['handlers'].values():
    if 'StreamHandler' in handler['class']:
        handler['level'] = 'WARNING'
PYTHON
  cat >"$dir/app/wsgi.py" <<'PYTHON'
import os
os.environ['DJANGO_SETTINGS_MODULE'] = 'vitrine_horizon'
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
PYTHON
  cat >"$dir/uwsgi.ini" <<CONF
[uwsgi]
plugins = http,python3
master = true
http = 127.0.0.1:$2
http-keepalive = true
http-timeout = 1800
processes = 2
threads = 4
lazy-apps = true
buffer-size = 65535
die-on-term = true
no-orphans = true
disable-logging = true
pythonpath = $dir/app
wsgi-file = $dir/app/wsgi.py
static-map = /static=$dir/static
static-gzip-all = true
CONF
}

up() {
  local keystone=${1:?$usage} port='' upload=legacy
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --upload) upload=${2:?$usage} && shift ;;
      *) port=$1 ;;
    esac
    shift
  done
  [ "$upload" = legacy ] || [ "$upload" = direct ] || fail "$usage"
  mkdir -p "$dir"/{run,logs,app,uploads}
  if ! is_running horizon; then
    install_horizon
    port=${port:-$(free_port)}
    # A web server in the field compresses once, not for every answer.
    [ -e "$dir/static" ] || {
      cp -rL /var/lib/openstack-dashboard/static "$dir/static.new"
      find "$dir/static.new" -type f \( -name '*.css' -o -name '*.js' -o -name '*.html' -o -name '*.svg' \) \
        -exec gzip -k {} +
      mv "$dir/static.new" "$dir/static"
    }
    write_settings "$keystone" "$port" "$upload"
    echo "http://127.0.0.1:$port" >"$dir/url"
    is_running memcached || {
      rm -f "$dir/run/memcached.sock"
      start_process memcached memcached -u "$(id -un)" -m 64 -s "$dir/run/memcached.sock"
    }
    start_process horizon uwsgi --ini "$dir/uwsgi.ini"
    wait_for horizon "http://127.0.0.1:$port/auth/login/"
    curl -sf -o /dev/null "http://127.0.0.1:$port/auth/login/" ||
      fail "Horizon cannot show its sign-in page, see $dir/logs/horizon.out"
  fi
  cat "$dir/url"
}

# sign_in DOMAIN NAME PASSWORD URL JAR: leaves the cookies of the session in JAR
sign_in() {
  local url=$4 jar=$5 token
  rm -f "$jar"
  curl -s -o /dev/null -c "$jar" "$url/auth/login/"
  token=$(awk '$6 == "csrftoken" { print $7 }' "$jar")
  # A refused password shows the page again.
  [ "$(curl -s -o /dev/null -w '%{http_code}' -b "$jar" -c "$jar" "$url/auth/login/" \
    -H "Referer: $url/auth/login/" \
    --data-urlencode "csrfmiddlewaretoken=$token" --data-urlencode "domain=$1" \
    --data-urlencode "username=$2" --data-urlencode "password=$3" --data-urlencode region=default)" = 302 ]
}

warm() {
  local url jar=$dir/run/cookies times=${4:-12}
  url=$(cat "$dir/url")
  for _ in $(seq "$times"); do
    sign_in "${1:?$usage}" "${2:?$usage}" "${3:?$usage}" "$url" "$jar" ||
      fail "$2 of domain $1 could not sign in at $url"
    curl -sf -o /dev/null -b "$jar" -H "X-Requested-With: XMLHttpRequest" "$url/api/glance/images/" ||
      fail "Horizon cannot list images, see $dir/logs/horizon.out"
  done
  rm -f "$jar"
}

down() {
  end_process "$dir/run/horizon.pid" TERM
  end_process "$dir/run/memcached.pid" TERM
}

case $action in
  up | warm | down) "$action" "$@" ;;
  *) fail "$usage" ;;
esac
