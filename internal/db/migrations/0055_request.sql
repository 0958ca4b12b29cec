-- owner: request
-- +goose Up
create table help_request (
  id     uuid primary key,
  device text not null,            -- hash of what the browser holds
  code   text not null default '', -- hash of the code to come back with
  sealed text not null,            -- the answers, sealed with a key of their own
  keys   text not null,            -- that key, sealed with what only the person has
  tries  bigint not null default 0,
  at     timestamptz not null,
  ends   timestamptz not null
);
create unique index help_request_device on help_request (device);
create index help_request_code on help_request (code);
create index help_request_ends on help_request (ends);
