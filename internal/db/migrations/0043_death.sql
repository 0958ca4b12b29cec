-- owner: person
-- +goose Up
create table person_death (
  id         uuid primary key,
  person     uuid not null references person (id),
  died       date not null,
  words      text not null default '',
  took       text not null default '',         -- what it ended, so that a mistake can be put right
  by_account uuid,
  at         timestamptz not null,
  mistaken   timestamptz,                      -- when it turned out to be a mistake
  mistaken_by uuid,
  mistaken_words text not null default ''
);
create index person_death_person on person_death (person, at);
