-- owner: family
-- +goose Up
create table worker_wish (
  person   uuid primary key,
  gender   text not null default '',
  language text not null default '',
  place    text not null default '',
  times    text not null default '',
  avoid    text not null default '',
  kept     timestamptz not null,
  version  bigint not null default 1
);
create table worker_change (
  id        uuid primary key,
  person    uuid not null,
  service   uuid not null,
  worker    uuid not null,
  asked_by  uuid,
  asked     timestamptz not null,
  reason    text not null default '',
  status    text not null,
  settled   timestamptz,
  settled_by uuid,
  words     text not null default '',
  version   bigint not null default 1
);
create index worker_change_person on worker_change (person, asked);
create index worker_change_service on worker_change (service, status, asked);
