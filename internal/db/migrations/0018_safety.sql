-- owner: safety
-- +goose Up
create table concern (
  id        uuid primary key,
  person    uuid,
  about     text not null default '', -- whom it concerns, where they are not on record
  service   uuid not null,
  raised_by uuid not null,
  raised    timestamptz not null,
  words     text not null,
  danger_now boolean not null,
  child     boolean not null,
  told      text not null default '',
  lead      uuid not null,
  status    text not null,
  decision  text not null default '',
  decided   timestamptz,
  outcome   text not null default '',
  version   bigint not null default 1
);
create index concern_lead on concern (lead, status, raised);
create index concern_person on concern (person, raised);

create table concern_decision (
  id         uuid primary key,
  concern    uuid not null references concern (id),
  at         timestamptz not null,
  by_account uuid,
  status     text not null,
  words      text not null
);
create index concern_decision_concern on concern_decision (concern, at);
