-- owner: caseload
-- +goose Up
create table person_case (
  id         uuid primary key,
  person     uuid not null,
  service    uuid not null,
  referral   uuid not null unique,
  worker     uuid not null,
  status     text not null,
  opened     timestamptz not null,
  closed     timestamptz,
  closure    text not null default '',
  closure_words text not null default '',
  next_on    date,
  next_time  text not null default '',
  next_kind  text not null default '',
  next_place text not null default '',
  next_note  text not null default '',
  version    bigint not null default 1
);
create unique index person_case_open on person_case (person, service) where closed is null;
create index person_case_worker on person_case (worker, closed, next_on);
create index person_case_person on person_case (person, opened);
