-- owner: due
-- +goose Up
-- Local changes of a due time only: what Weft ships stands in the code. No row is
-- ever changed but to take it back.
create table due_rule (
  id          uuid primary key,
  code        text not null,
  service     uuid,          -- null: everywhere
  kind        text not null, -- set or default
  amount      bigint not null default 0,
  unit        text not null default '',
  starts      date not null,
  by_account  uuid,
  made        timestamptz not null,
  seq         bigint not null,
  taken_back  timestamptz,
  taken_by    uuid
);
create unique index due_rule_seq on due_rule (seq);

create table due_state (
  id    bigint primary key,
  token text not null
);
insert into due_state (id, token) values (1, 'shipped');
