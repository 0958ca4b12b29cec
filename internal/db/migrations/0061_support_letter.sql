-- owner: support
-- +goose Up
-- The exact words are kept: what the record says later changes no letter.
create table support_letter (
  id         uuid primary key,
  case_id    uuid not null,
  person     uuid not null,
  lang       text not null,
  purpose    text not null,
  recipient  text not null default '',
  subject    text not null,
  body       text not null,
  told       text not null default '',   -- which facts were ticked
  consent    uuid not null,
  contact    uuid not null,
  by_account uuid,
  at         timestamptz not null,
  taken_back timestamptz                 -- the person took their agreement back
);
create index support_letter_person on support_letter (person, at);
