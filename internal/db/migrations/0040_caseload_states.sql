-- owner: caseload
-- +goose Up
-- A case that is opened again is a new episode of the same referral: the referral is not unique any more.
drop index person_case_open;
drop index person_case_worker;
drop index person_case_person;
alter table person_case rename to person_case_before;
create table person_case (
  id         uuid primary key,
  person     uuid not null,
  service    uuid not null,
  referral   uuid not null,
  reopens    uuid,                             -- the episode before, where this one was opened again
  worker     uuid not null,
  status     text not null,
  opened     timestamptz not null,
  closed     timestamptz,
  closure    text not null default '',
  closure_words text not null default '',
  held_from  text not null default '',         -- the stage to take up again after a pause
  held_why   text not null default '',
  level      text not null default '',
  level_why  text not null default '',
  level_on   date,
  next_on    date,
  next_time  text not null default '',
  next_kind  text not null default '',
  next_place text not null default '',
  next_note  text not null default '',
  next_confirmed text not null default '',     -- how they said that they will be there
  next_confirmed_on date,
  next_confirmed_by uuid,
  next_interpreter text not null default '',
  version    bigint not null default 1
);
insert into person_case (id, person, service, referral, worker, status, opened, closed, closure, closure_words,
  next_on, next_time, next_kind, next_place, next_note, version)
  select id, person, service, referral, worker, status, opened, closed, closure, closure_words,
  next_on, next_time, next_kind, next_place, next_note, version from person_case_before;
drop table person_case_before;
create unique index person_case_open on person_case (person, service) where closed is null;
create index person_case_worker on person_case (worker, closed, next_on);
create index person_case_person on person_case (person, opened);
create index person_case_referral on person_case (referral);
create index person_case_after on person_case (status, next_on);

create table hand_over (
  id           uuid primary key,
  case_id      uuid not null,
  person       uuid not null,
  service      uuid not null,
  from_account uuid not null,
  to_account   uuid not null,
  words        text not null default '',       -- for the next worker
  meet_on      date,
  by_account   uuid,
  at           timestamptz not null
);
create index hand_over_person on hand_over (person, at);

create table case_step (
  id         uuid primary key,
  case_id    uuid not null,
  person     uuid not null,
  service    uuid not null,
  step       text not null,
  words      text not null default '',
  by_account uuid,
  at         timestamptz not null
);
create index case_step_person on case_step (person, at);
