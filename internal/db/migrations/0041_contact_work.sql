-- owner: contact
-- +goose Up
alter table contact add column purpose text not null default '';
alter table contact add column travel bigint not null default 0;
alter table contact add column place text not null default '';
alter table contact add column others text not null default '';       -- who else was there
alter table contact add column interpreter text not null default '';  -- of the planned meeting: came or failed
alter table contact add column planned date;                          -- the day it was planned for
alter table contact add column confirmed text not null default '';    -- how that had been confirmed
alter table contact add column version bigint not null default 1;
create index contact_by on contact (by_account, at);

create table contact_change (
  id         uuid primary key,
  contact    uuid not null,
  person     uuid not null,
  service    uuid not null,
  kind       text not null,
  note       text not null default '',        -- what stood there before
  agreed     text not null default '',
  hidden     text not null default '',
  why        text not null default '',
  of_day     timestamptz not null,            -- the day of the contact
  by_account uuid,
  at         timestamptz not null
);
create index contact_change_person on contact_change (person, at);

create table reflection (
  id      uuid primary key,
  writer  uuid not null,
  words   text not null,
  at      timestamptz not null
);
create index reflection_writer on reflection (writer, at);
