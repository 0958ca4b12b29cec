-- owner: gap
-- +goose Up
create table unmet_need (
  id      uuid primary key,
  person  uuid not null,
  case_id uuid not null,
  service uuid not null,
  need    text not null,
  words   text not null default '',
  by_account uuid,
  at      timestamptz not null,
  status  text not null
);
create index unmet_need_person on unmet_need (person, at);
create index unmet_need_need on unmet_need (service, need, at);
