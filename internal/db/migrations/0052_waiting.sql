-- owner: waiting
-- +goose Up
create table waiting_entry (
  id        uuid primary key,
  referral  uuid not null unique,
  service   uuid not null,
  band      text not null,
  why       text not null default '',       -- need, risk or equity
  words     text not null default '',
  review    date,                           -- when somebody looks at the band again
  banded_by uuid,
  banded    timestamptz not null,
  contacted timestamptz,                    -- the last time that we were in touch
  created   timestamptz not null,
  version   bigint not null default 1
);
create index waiting_entry_service on waiting_entry (service, created);

create table waiting_offer (
  id       uuid primary key,
  entry    uuid not null references waiting_entry (id),
  worker   uuid not null,
  by_whom  uuid,
  note     text not null default '',
  offered  timestamptz not null,
  answer   text not null default '',        -- empty while it is open: accepted, declined, taken_back
  words    text not null default '',
  answered timestamptz
);
create index waiting_offer_entry on waiting_offer (entry, offered);
create index waiting_offer_worker on waiting_offer (worker, answer);

create table waiting_contact (
  id      uuid primary key,
  entry   uuid not null references waiting_entry (id),
  at      timestamptz not null,
  by_whom uuid,
  how     text not null,
  words   text not null default ''
);
create index waiting_contact_entry on waiting_contact (entry, at);

create table load_limit (
  service uuid primary key,
  points  bigint not null,                  -- of a full-time post
  by_whom uuid,
  at      timestamptz not null
);
