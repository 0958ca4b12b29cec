-- owner: once
-- +goose Up
create table once (
  actor  text not null,
  key    text not null,
  action text not null,
  result text not null,
  at     timestamptz not null,
  primary key (actor, key)
);
create index once_at on once (at);
