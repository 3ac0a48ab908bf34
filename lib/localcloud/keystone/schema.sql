-- Identity. Flags are 0 or 1, lists and objects are JSON text, times are ISO 8601 in UTC.
-- `extra` keeps members of a body that Keystone knows nothing about; it gives them back as they came.

create table if not exists projects (
  id text primary key,
  name text not null,
  -- null for a project that acts as a domain; a domain is nothing else in Keystone
  domain_id text references projects (id) on delete cascade,
  parent_id text references projects (id) on delete cascade,
  is_domain integer not null default 0,
  enabled integer not null default 1,
  description text,
  tags text not null default '[]',
  options text not null default '{}',
  extra text not null default '{}'
);
create unique index if not exists projects_by_name on projects (coalesce(domain_id, ''), name);

create table if not exists users (
  id text primary key,
  name text not null,
  domain_id text not null references projects (id) on delete cascade,
  enabled integer not null default 1,
  -- scrypt; null for a user who cannot sign in by password
  password_hash text,
  password_expires_at text,
  default_project_id text,
  failed_count integer not null default 0,
  failed_at text,
  options text not null default '{}',
  extra text not null default '{}',
  unique (domain_id, name)
);

create table if not exists groups (
  id text primary key,
  name text not null,
  domain_id text not null references projects (id) on delete cascade,
  description text,
  extra text not null default '{}',
  unique (domain_id, name)
);

create table if not exists group_users (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  primary key (group_id, user_id)
) without rowid;

create table if not exists roles (
  id text primary key,
  name text not null,
  domain_id text references projects (id) on delete cascade,
  description text,
  options text not null default '{}',
  extra text not null default '{}'
);
create unique index if not exists roles_by_name on roles (coalesce(domain_id, ''), name);

create table if not exists implied_roles (
  prior_id text not null references roles (id) on delete cascade,
  implied_id text not null references roles (id) on delete cascade,
  primary key (prior_id, implied_id)
) without rowid;

-- Target `system` has the id 'system'. No foreign key on actor and target: they are of several kinds.
create table if not exists assignments (
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  role_id text not null references roles (id) on delete cascade,
  -- 1: holds for every project below the target, not for the target itself
  inherited integer not null default 0,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id, inherited)
) without rowid;

create table if not exists regions (
  id text primary key,
  description text not null default '',
  parent_region_id text references regions (id) on delete cascade,
  extra text not null default '{}'
);

create table if not exists services (
  id text primary key,
  type text not null,
  enabled integer not null default 1,
  extra text not null default '{}'
);

create table if not exists endpoints (
  id text primary key,
  service_id text not null references services (id) on delete cascade,
  interface text not null,
  region_id text references regions (id),
  url text not null,
  enabled integer not null default 1,
  -- 1: leads to this cloud itself and follows the address it listens on
  is_own integer not null default 0,
  extra text not null default '{}'
);

create table if not exists application_credentials (
  id text primary key,
  name text not null,
  user_id text not null references users (id) on delete cascade,
  project_id text references projects (id) on delete cascade,
  secret_hash text not null,
  description text,
  expires_at text,
  unrestricted integer,
  role_ids text not null,
  unique (user_id, name)
);

create table if not exists credentials (
  id text primary key,
  type text not null,
  blob text not null,
  user_id text not null,
  project_id text,
  extra text not null default '{}'
);
create index if not exists credentials_by_user on credentials (user_id, type);

-- Tokens and receipts are kept as SHA-256 of their value: who reads the file cannot use them.
create table if not exists tokens (
  hash text primary key,
  user_id text not null,
  scope text not null,
  scope_id text,
  methods text not null,
  audit_ids text not null,
  application_credential_id text,
  issued_at text not null,
  expires_at text not null,
  revoked integer not null default 0
) without rowid;
create index if not exists tokens_by_user on tokens (user_id);
create index if not exists tokens_by_expiry on tokens (expires_at);

create table if not exists receipts (
  hash text primary key,
  user_id text not null,
  methods text not null,
  issued_at text not null,
  expires_at text not null
) without rowid;
