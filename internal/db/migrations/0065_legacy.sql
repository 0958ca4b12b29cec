-- owner: legacy
-- +goose Up
create table legacy_record (
  id      uuid primary key,
  source  text not null,             -- the name of the system used before
  kind    text not null,
  old_id  text not null,
  person  uuid not null,
  thing   uuid,                      -- the referral, the case or the contact
  parts   text not null,             -- a hash of each field, with this row's id in it
  version bigint not null,           -- of the person, as it came in
  next_on date,
  at      timestamptz not null,
  unique (source, kind, old_id)
);
create index legacy_record_person on legacy_record (person);
