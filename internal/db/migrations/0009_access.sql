-- owner: access
-- +goose Up
create table access_grant (
  id       uuid primary key,
  person   uuid not null,
  holder   uuid not null,
  relation text not null,
  service  uuid,             -- whose content it opens; empty: none, only who the person is
  reason   text not null,
  starts   timestamptz not null,
  ends     timestamptz
);
create index access_grant_person on access_grant (person, relation, holder);
create index access_grant_holder on access_grant (holder, relation, person);
