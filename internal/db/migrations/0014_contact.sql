-- owner: contact
-- +goose Up
create table contact (
  id         uuid primary key,
  case_id    uuid not null,
  person     uuid not null,
  by_account uuid,
  at         timestamptz not null,
  how        text not null,
  outcome    text not null,
  minutes    bigint not null default 0,
  note       text not null default '',
  agreed     text not null default '',
  hidden     text not null default '',
  copied     timestamptz,
  struck     timestamptz,
  before_next text not null default '',
  created    timestamptz not null
);
create index contact_case on contact (case_id, at);
create index contact_person on contact (person, at);
