# Starting and ending the services of one cloud by recorded process ids. Sourced, with `dir` set.
# Each service is its own process group, so that a parent's workers end with it.

# start_process NAME COMMAND…: runs it in the background, records its id, output to logs/NAME.out
start_process() {
  local name=$1
  shift
  setsid "$@" >>"$dir/logs/$name.out" 2>&1 </dev/null &
  echo $! >"$dir/run/$name.pid"
}

# is_ours PID: true while the group's leader or one of its workers belongs to this folder
is_ours() {
  local pid
  for pid in $(pgrep -g "$1" 2>/dev/null); do
    cat "/proc/$pid/cmdline" 2>/dev/null | tr '\0' '\n' | grep -q "^$dir/" && return 0
  done
  return 1
}

# end_process PIDFILE SIGNAL: sends it to the group, waits, and after 8 s ends what is left
end_process() {
  local pidfile=$1 signal=$2 pid
  [ -e "$pidfile" ] || return 0
  pid=$(cat "$pidfile")
  if is_ours "$pid"; then
    kill -s "$signal" -- "-$pid" 2>/dev/null || true
    for _ in $(seq 80); do
      is_ours "$pid" || break
      sleep 0.1
    done
    is_ours "$pid" && kill -s KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$pidfile"
}

# is_running NAME
is_running() {
  [ -e "$dir/run/$1.pid" ] && is_ours "$(cat "$dir/run/$1.pid")"
}

# wait_for NAME URL: until the service answers at all; 60 s, or until its process is gone
wait_for() {
  local name=$1 url=$2
  for _ in $(seq 600); do
    curl -s -o /dev/null --max-time 5 "$url" && return 0
    is_running "$name" || break
    sleep 0.1
  done
  echo "$name does not answer at $url; the end of its logs:" >&2
  tail -n 20 "$dir/logs/$name.out" "$dir/logs/$name.log" >&2 2>/dev/null || true
  return 1
}
