-- owner: register
-- +goose Up
create table session_register (
  id         uuid primary key,
  service    uuid not null,
  kind       text not null,
  held       date not null,
  place      text not null default '',
  minutes    bigint not null default 0,
  note       text not null default '',       -- facts about the session, no person's matters
  others     bigint not null default 0,      -- people who came and have no record here
  by_account uuid,
  at         timestamptz not null
);
create index session_register_by on session_register (by_account, held);

create table session_line (
  register uuid not null references session_register (id),
  contact  uuid not null,
  person   uuid not null,
  came     text not null,
  primary key (register, contact)
);
create index session_line_person on session_line (person);
