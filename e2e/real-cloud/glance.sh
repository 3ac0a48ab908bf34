#!/bin/bash
# Starts and ends only the Glance of a cloud made by up.sh; for fault tests.
# Usage: glance.sh DIR start|stop|kill|restart [glance|glance2]
#   kill ends every worker at once with SIGKILL; glance2 is the Glance of the second region
set -euo pipefail

usage='usage: glance.sh DIR start|stop|kill|restart [glance|glance2]'
dir=$(realpath "${1:?$usage}")
action=${2:?$usage}
name=${3:-glance}
here=$(dirname "$(realpath "$0")")
source "$here/process.sh"
source "$dir/settings"

port=$GLANCE_PORT
[ "$name" = glance2 ] && port=$GLANCE2_PORT

start() {
  is_running "$name" && return 0
  mkdir -p "$dir/$name"/{stores/fast,stores/cold,staging,tasks,cache,lock}
  if [ "$UWSGI" = yes ]; then
    OS_GLANCE_CONFIG_DIR=$dir/$name start_process "$name" uwsgi --ini "$dir/$name/uwsgi.ini"
  else
    start_process "$name" /usr/bin/glance-api \
      --config-file "$dir/$name/glance-api.conf"
  fi
  wait_for "$name" "http://127.0.0.1:$port/versions"
}

case $action in
  start) start ;;
  stop) end_process "$dir/run/$name.pid" TERM ;;
  kill) end_process "$dir/run/$name.pid" KILL ;;
  restart)
    end_process "$dir/run/$name.pid" TERM
    start
    ;;
  *)
    echo "$usage" >&2
    exit 2
    ;;
esac
