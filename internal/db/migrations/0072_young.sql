-- owner: family
-- +goose Up
create table young (
  person         uuid primary key,
  said           boolean not null, -- where the birth date does not tell
  responsibility text not null default '',
  school         text not null default '',
  may_know       text not null default '',
  may_not        text not null default '',
  kept           timestamptz not null,
  version        bigint not null default 1
);
create table competence (
  id      uuid primary key,
  person  uuid not null,
  decided date,
  decider text not null default '',
  about   text not null default '',
  words   text not null default '',
  kept    timestamptz not null
);
create index competence_person on competence (person, kept);
