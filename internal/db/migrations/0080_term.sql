-- owner: vocabulary
-- +goose Up
-- Local changes of a list only: what Weft ships stands in the code. No row is ever
-- changed but to take it back, so a record of an earlier day keeps its words.
create table term (
  id          uuid primary key,
  list        text not null,
  code        text not null,
  service     uuid,          -- null: everywhere
  kind        text not null, -- worded, retired or default
  en          text not null default '',
  cy          text not null default '',
  starts      date not null,
  ends        date,          -- the last day
  by_account  uuid,
  made        timestamptz not null,
  seq         bigint not null, -- in the order in which they were made
  taken_back  timestamptz,
  taken_by    uuid
);
create unique index term_seq on term (seq);

-- One row: which state the terms are in. It changes with every change, so that each
-- instance knows when what it remembers is old.
create table term_state (
  id    bigint primary key,
  token text not null
);
insert into term_state (id, token) values (1, 'shipped');
