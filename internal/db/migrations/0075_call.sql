-- owner: call
-- +goose Up
create table call (
  id       uuid primary key,
  service  uuid not null,
  at       timestamptz not null,
  by_account uuid,                        -- who took the call
  person   uuid,                          -- none: we do not know yet who rang
  who      text not null,                 -- as they said it
  number   text not null default '',
  words    text not null default '',
  urgent   boolean not null default false,
  status   text not null,
  status_at timestamptz not null,
  holder   uuid,                          -- who is ringing back
  outcome  text not null default '',
  version  bigint not null default 1
);
create index call_service on call (service, status, at);
create index call_person on call (person, at);

create table duty (
  service uuid not null,
  day     date not null,
  account uuid not null,
  primary key (service, day)
);
