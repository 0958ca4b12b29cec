-- owner: consent
-- +goose Up
create table consent (
  id      uuid primary key,
  person  uuid not null,
  scope   text not null,
  target  uuid,
  basis   text not null,
  answer  text not null,
  how     text not null,
  words   text not null default '',
  by_account uuid,
  at      timestamptz not null,
  moved_from uuid
);
create index consent_person on consent (person, scope, at);
