-- owner: directory
-- +goose Up
create table directory_feed (
  id        uuid primary key,
  feed_key  text not null unique,  -- the same however often and from wherever it is read
  name      text not null,
  created   timestamptz not null
);

create table directory_import (
  id        uuid primary key,
  feed      uuid not null references directory_feed (id),
  at        timestamptz not null,
  by_account uuid,
  added     bigint not null,
  changed   bigint not null,
  unchanged bigint not null,
  gone      bigint not null,
  refused   bigint not null,
  lenient   bigint not null,
  report    text not null            -- the account in words, as it was given
);
create index directory_import_feed on directory_import (feed, at);

create table directory_organisation (
  id          uuid primary key,
  feed        uuid references directory_feed (id),  -- none: entered here
  external_id text not null,
  name        text not null,
  document    text not null,           -- Open Referral JSON
  hash        text not null,
  created     timestamptz not null,
  updated     timestamptz not null,
  unique (feed, external_id)
);

create table directory_counter (
  name text primary key,
  next bigint not null
);
insert into directory_counter (name, next) values ('entry', 1);

create table directory_entry (
  seq           integer primary key,   -- small, for the search index
  id            uuid not null unique,
  feed          uuid references directory_feed (id),  -- none: entered here
  external_id   text not null,
  organisation  uuid not null references directory_organisation (id),
  name          text not null,
  name_fold     text not null,
  status        text not null,         -- draft, verified, live, suspended, closed
  feed_status   text not null,         -- what its feed last said; where status differs, we decided
  gone          boolean not null default false,  -- closed because its feed no longer lists it
  listed        boolean not null,      -- found by the public
  assured_on    date,                  -- its feed says that it was right on this day
  needs         text not null,         -- codes, ours or read from the feed
  -- what we know ourselves; an import never writes these
  confirmed_on  date,
  confirmed_by  uuid,
  full_since    date,
  full_until    date,
  refer_by      text not null default '',
  refer_to      text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  more_needs    text not null default '',
  created       timestamptz not null,
  updated       timestamptz not null,
  version       bigint not null default 1,
  hash          text not null,
  document      text not null,         -- Open Referral JSON, read and replaced as a whole
  unique (feed, external_id)
);
create index directory_entry_name on directory_entry (listed, name_fold, seq);
create index directory_entry_status on directory_entry (status, confirmed_on, assured_on);

create table directory_place (
  entry    integer not null references directory_entry (seq),
  n        bigint not null,
  name     text not null,
  address  text not null,
  postcode text not null,
  lat      double precision,
  lon      double precision,
  primary key (entry, n)
);
create index directory_place_at on directory_place (entry, lat, lon);
create index directory_place_unplaced on directory_place (postcode) where lat is null;

create table directory_tip (
  id      uuid primary key,
  entry   uuid not null references directory_entry (id),
  author  uuid,
  words   text not null,
  created timestamptz not null,
  struck  timestamptz
);
create index directory_tip_entry on directory_tip (entry, created);
