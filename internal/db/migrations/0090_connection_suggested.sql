-- owner: connection
-- +goose Up
alter table connection_link add column asks text not null default 'place'; -- place: is there one; came: did they come
alter table connection add column came_asked timestamptz;                  -- the group was asked whether they came
alter table connection add column came_said text not null default '';      -- what it last said: yes, not_yet, no
alter table connection add column came_said_at timestamptz;

create table connection_barrier (
  connection uuid not null references connection (id),
  code       text not null,                   -- of the list of barriers
  words      text not null default '',        -- what we do about it
  by_account uuid,
  at         timestamptz not null,
  gone       timestamptz,                     -- it no longer stands in the way
  primary key (connection, code)
);
