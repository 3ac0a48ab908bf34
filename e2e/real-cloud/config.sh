# Writes the configuration of Keystone and Glance into DIR. Sourced by up.sh, with the settings set.

write_keystone_config() {
  mkdir -p "$dir/keystone"
  cat >"$dir/keystone/keystone.conf" <<CONF
[DEFAULT]
log_file = $dir/logs/keystone.log
max_token_size = 512
[database]
connection = sqlite:///$dir/keystone/keystone.sqlite
[auth]
methods = password,token,application_credential,totp
[token]
provider = fernet
expiration = $TOKEN_SECONDS
[fernet_tokens]
key_repository = $dir/keystone/fernet-keys
[fernet_receipts]
key_repository = $dir/keystone/receipt-keys
[credential]
key_repository = $dir/keystone/credential-keys
[oslo_policy]
policy_file = $dir/keystone/policy.yaml
policy_dirs = $dir/keystone/policy.d
CONF
  if [ -n "$LOCKOUT" ]; then
    cat >>"$dir/keystone/keystone.conf" <<CONF
[security_compliance]
lockout_failure_attempts = $LOCKOUT
lockout_duration = $LOCKOUT_SECONDS
CONF
  fi
  if [ "$QUOTA" = yes ]; then
    # Glance signs in anew for each limit it reads; with the usual cost of a hash every write
    # would take seconds.
    printf '[identity]\npassword_hash_rounds = 4\n' >>"$dir/keystone/keystone.conf"
  fi
  # Without the Connection header a client that keeps connections open meets resets: http-socket
  # closes after each answer and does not say so.
  cat >"$dir/keystone/uwsgi.ini" <<CONF
[uwsgi]
plugins = python3
master = true
http-socket = 127.0.0.1:$KEYSTONE_PORT
add-header = Connection: close
processes = 2
lazy-apps = true
buffer-size = 65535
die-on-term = true
no-orphans = true
disable-logging = true
env = OS_KEYSTONE_CONFIG_FILES=$dir/keystone/keystone.conf
env = KEYSTONE_TURN_FILE=$dir/keystone/turn
env = KEYSTONE_COUNTS_FAILURES=$([ -n "$LOCKOUT" ] && echo yes || echo no)
wsgi-file = $here/keystone-app.py
CONF
}

# write_glance_config NAME PORT REGION
write_glance_config() {
  local name=$1 port=$2 region=$3 home=$dir/$1 flavor=keystone backends=fast:file,cold:file
  local scoped=false locations=false
  [ "$CACHE" = yes ] && flavor=keystone+cachemanagement
  [ "$NEW_DEFAULTS" = yes ] && scoped=true
  if [ "$LOCATIONS" = yes ]; then
    backends+=,web:http
    locations=true
  fi
  mkdir -p "$home"/{stores/fast,stores/cold,staging,tasks,cache,lock}
  cp /usr/share/glance-common/glance-api-paste.ini /usr/share/glance-common/schema-image.json "$home/"
  cat >"$home/glance-api.conf" <<CONF
[DEFAULT]
bind_host = 127.0.0.1
bind_port = $port
workers = $WORKERS
log_file = $dir/logs/$name.log
enabled_backends = $backends
node_staging_uri = file://$home/staging
show_multiple_locations = $locations
show_image_direct_url = $locations
enforce_secure_rbac = $scoped
CONF
  [ "$CACHE" = no ] || echo "image_cache_dir = $home/cache" >>"$home/glance-api.conf"
  [ -z "$SIZE_CAP" ] || echo "image_size_cap = $SIZE_CAP" >>"$home/glance-api.conf"
  if [ "$PROPERTY_PROTECTIONS" = yes ]; then
    cp "$here/property-protections.conf" "$home/"
    cat >>"$home/glance-api.conf" <<CONF
property_protection_file = $home/property-protections.conf
property_protection_rule_format = roles
CONF
  fi
  cat >>"$home/glance-api.conf" <<CONF
[database]
connection = sqlite:///$home/glance.sqlite
[glance_store]
default_backend = fast
[fast]
filesystem_store_datadir = $home/stores/fast
store_description = Fast disks
[cold]
filesystem_store_datadir = $home/stores/cold
store_description = Slow and cheap
[os_glance_staging_store]
filesystem_store_datadir = $home/staging
[os_glance_tasks_store]
filesystem_store_datadir = $home/tasks
[paste_deploy]
flavor = $flavor
config_file = $home/glance-api-paste.ini
[oslo_concurrency]
lock_path = $home/lock
[oslo_policy]
enforce_new_defaults = $scoped
enforce_scope = $scoped
policy_file = $home/policy.yaml
policy_dirs = $home/policy.d
[keystone_authtoken]
www_authenticate_uri = $KEYSTONE_URL
auth_url = $KEYSTONE_URL
auth_type = password
username = glance
password = glance
project_name = service
user_domain_name = Default
project_domain_name = Default
CONF
  if [ -n "$WEB_DOWNLOAD_HOSTS" ]; then
    cat >>"$home/glance-api.conf" <<CONF
[import_filtering_opts]
allowed_hosts = [$WEB_DOWNLOAD_HOSTS]
allowed_ports = [$WEB_DOWNLOAD_PORTS]
CONF
  fi
  [ -z "$CORS" ] || open_cors "$home/glance-api-paste.ini"
  if [ "$QUOTA" = yes ]; then
    sed -i '/^\[DEFAULT\]$/a use_keystone_limits = true' "$home/glance-api.conf"
    cat >>"$home/glance-api.conf" <<CONF
[oslo_limit]
auth_url = $KEYSTONE_URL
auth_type = password
username = glance
password = glance
user_domain_name = Default
system_scope = all
endpoint_id = @ENDPOINT@
CONF
  fi
  [ "$UWSGI" = no ] || write_glance_uwsgi "$home" "$port"
}

# The filter reads a configuration of its own below /etc, unless its options stand in the pipeline.
open_cors() {
  sed -i '/^\[filter:cors\]$/,/^\[/ { /^oslo_config_/d }' "$1"
  sed -i "/^\[filter:cors\]$/a \\
allowed_origin = $CORS\\
allow_methods = GET,PUT,POST,DELETE,PATCH,HEAD\\
allow_headers = Content-Type,X-Auth-Token,Accept,Range\\
expose_headers = X-Openstack-Request-Id,Location,Content-Range" "$1"
}

# Debian's own way of serving Glance under uWSGI (/etc/glance/glance-api-uwsgi.ini), with the
# paths, the user and the number of workers changed. The pause limit is the point of it.
write_glance_uwsgi() {
  cat >"$1/uwsgi.ini" <<CONF
[uwsgi]
plugins = python3
http-socket = 127.0.0.1:$2
processes = $WORKERS
threads = 32
listen = 100
socket-timeout = 10
http-auto-chunked = true
http-chunked-input = true
http-raw-body = true
wsgi-manage-chunked-input = true
rem-header = Content-Length
add-header = Connection: close
buffer-size = 65535
master = true
thunder-lock = true
lazy-apps = true
enable-threads = true
no-orphans = true
exit-on-reload = true
die-on-term = true
disable-logging = true
wsgi-file = /usr/bin/glance-wsgi-api
CONF
}
