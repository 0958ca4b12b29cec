-- owner: directory
-- +goose Up
create table directory_ask (
  id         uuid primary key,
  entry      uuid not null references directory_entry (id),
  token_hash text not null unique,             -- the token itself is kept nowhere
  on_day     date not null,                    -- the day on which the group was asked
  ends       timestamptz not null,
  answered   timestamptz,
  still      boolean not null default false,   -- it said that the entry is right
  words      text not null default ''          -- or what has changed
);
create index directory_ask_entry on directory_ask (entry, on_day);
