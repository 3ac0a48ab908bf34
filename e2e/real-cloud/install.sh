#!/bin/bash
# Installs the Debian packages that the tests need and that are missing. Needs root and apt-get
# only when something is missing. Starts no service. Usage: install.sh [PACKAGE…], which adds packages
set -euo pipefail

packages=(
  keystone glance-api memcached qemu-utils python3-openstackclient
  uwsgi-core uwsgi-plugin-python3 chromium
  redis-server haproxy
  xorriso genisoimage udftools cryptsetup-bin fdisk e2fsprogs gzip xz-utils zstd bzip2 lz4 zip tar
)

packages+=("$@")

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
else
  missing=("${packages[@]}")
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. This system has no apt-get; install them by hand." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Missing: ${missing[*]}. Run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

log=$(mktemp)
guard=/usr/sbin/policy-rc.d
made_guard=no
finish() {
  [ "$made_guard" = yes ] && rm -f "$guard"
  rm -f "$log"
}
trap finish EXIT

# Exit code 101 tells invoke-rc.d and systemd's helper to start nothing on installation.
if [ ! -e "$guard" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$guard"
  chmod 755 "$guard"
  made_guard=yes
fi

echo "Installing ${missing[*]} (some minutes) …" >&2
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get -qq update &&
  apt-get -qq -y install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
  tail -n 30 "$log" >&2
  still=()
  for package in "${missing[@]}"; do
    is_installed "$package" || still+=("$package")
  done
  echo "apt-get could not install: ${still[*]:-a dependency, see above}" >&2
  exit 1
fi
