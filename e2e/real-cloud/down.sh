#!/bin/bash
# Ends the services of the cloud in DIR, and nothing else. The data stays: up.sh DIR starts it again.
# Usage: down.sh DIR
set -euo pipefail

dir=$(realpath "${1:?usage: down.sh DIR}")
source "$(dirname "$(realpath "$0")")/process.sh"

for pidfile in "$dir"/run/*.pid; do
  [ -e "$pidfile" ] || continue
  end_process "$pidfile" TERM
done
