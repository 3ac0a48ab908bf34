-- Times are microseconds since 1970, flags are 0 or 1, lists and objects are JSON text.

create table if not exists images (
  id text primary key,
  name text,
  status text not null,
  visibility text not null,
  owner text,
  size integer,
  virtual_size integer,
  checksum text,
  os_hash_algo text,
  os_hash_value text,
  disk_format text,
  container_format text,
  min_disk integer not null default 0,
  min_ram integer not null default 0,
  protected integer not null default 0,
  os_hidden integer not null default 0,
  created_at integer not null,
  updated_at integer not null
) without rowid;
create index if not exists images_by_age on images (created_at desc, id desc);
create index if not exists images_by_owner on images (owner, status);
create index if not exists images_by_name on images (name);

-- What GET answers for an image, ready to send: `body` up to the tags and links without the closing
-- brace, `stores` the last key. A list of 1,000 images is then one query and no work.
create table if not exists image_bodies (
  image_id text primary key references images (id) on delete cascade,
  body text not null,
  stores text not null
);

create table if not exists image_properties (
  image_id text not null references images (id) on delete cascade,
  name text not null,
  value text,
  unique (image_id, name)
);
create index if not exists image_properties_by_value on image_properties (name, value);

create table if not exists image_tags (
  image_id text not null references images (id) on delete cascade,
  value text not null,
  unique (image_id, value)
);
create index if not exists image_tags_by_value on image_tags (value);

-- A removed member keeps its row: added again it has the old `created_at`, as in Glance.
create table if not exists image_members (
  image_id text not null references images (id) on delete cascade,
  member text not null,
  status text not null,
  created_at integer not null,
  updated_at integer not null,
  deleted integer not null default 0,
  unique (image_id, member)
);
create index if not exists image_members_by_member on image_members (member, status, deleted);

create table if not exists image_locations (
  image_id text not null references images (id) on delete cascade,
  position integer not null,
  store text not null,
  url text not null,
  metadata text not null,
  primary key (image_id, position)
);
create index if not exists image_locations_by_store on image_locations (store);

-- Ids of deleted images can not be chosen again.
create table if not exists deleted_images (id text primary key) without rowid;

create table if not exists image_cache (
  image_id text primary key,
  state text not null,
  size integer not null default 0,
  hits integer not null default 0,
  last_accessed integer not null default 0,
  last_modified integer not null default 0
) without rowid;

create table if not exists tasks (
  id text primary key,
  type text not null,
  status text not null,
  owner text not null,
  input text,
  result text,
  message text not null default '',
  image_id text,
  request_id text,
  user_id text,
  expires_at integer,
  created_at integer not null,
  updated_at integer not null
) without rowid;
create index if not exists tasks_by_image on tasks (image_id);

create table if not exists metadef_namespaces (
  id integer primary key,
  namespace text not null unique,
  display_name text,
  description text,
  visibility text not null,
  protected integer not null,
  owner text not null,
  created_at integer not null,
  updated_at integer not null
);

create table if not exists metadef_objects (
  id integer primary key,
  namespace_id integer not null references metadef_namespaces (id) on delete cascade,
  name text not null,
  description text,
  required text,
  properties text not null,
  created_at integer not null,
  updated_at integer not null,
  unique (namespace_id, name)
);

create table if not exists metadef_properties (
  id integer primary key,
  namespace_id integer not null references metadef_namespaces (id) on delete cascade,
  name text not null,
  body text not null,
  created_at integer not null,
  updated_at integer not null,
  unique (namespace_id, name)
);

create table if not exists metadef_tags (
  id integer primary key,
  namespace_id integer not null references metadef_namespaces (id) on delete cascade,
  name text not null,
  created_at integer not null,
  updated_at integer not null,
  unique (namespace_id, name)
);

create table if not exists metadef_resource_types (
  id integer primary key,
  name text not null unique,
  created_at integer not null,
  updated_at integer not null
);

create table if not exists metadef_associations (
  namespace_id integer not null references metadef_namespaces (id) on delete cascade,
  resource_type_id integer not null references metadef_resource_types (id) on delete cascade,
  prefix text,
  properties_target text,
  created_at integer not null,
  updated_at integer not null,
  primary key (namespace_id, resource_type_id)
);

-- Demo images that shall look stuck while they are filled; the start leaves them as they are.
create table if not exists stuck_images (id text primary key) without rowid;
