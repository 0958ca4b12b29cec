-- owner: connection
-- +goose Up
create table connection (
  id             uuid primary key,
  person         uuid not null,
  case_id        uuid not null,
  service        uuid not null,
  grp            uuid,                        -- the directory's entry; none: a group that is not in it
  name           text not null,               -- the group's name as of then
  kind           text not null,
  via            text not null,
  status         text not null,
  need           text not null default '',
  why            text not null default '',    -- the worker's reason; never shared
  basis          uuid,                        -- what was recorded before anything was shared; none: nothing was
  shared         text not null default '',    -- the exact text that the group was given
  ask_attendance boolean not null default false,
  sent           timestamptz,
  answered       timestamptz,                 -- null until the group answered
  answer_words   text not null default '',
  by_link        boolean not null default false,  -- the group answered itself, through its link
  come_on        date,                        -- the first session that the group offered
  first_on       date,                        -- the day on which they first came
  chase_on       date,                        -- the next look at it
  chased         timestamptz,
  end_words      text not null default '',
  by_account     uuid,
  created        timestamptz not null,
  version        bigint not null default 1,
  code_hash      text not null default '',
  code_ends      timestamptz,
  code_tries     bigint not null default 0,
  code_at        timestamptz,
  codes          bigint not null default 0,   -- codes sent in all
  proof_hash     text not null default '',    -- of whoever typed the code
  proof_ends     timestamptz
);
create index connection_person on connection (person, created);
create index connection_case on connection (case_id, answered);
create index connection_chase on connection (status, chase_on);

create table connection_link (
  token_hash text primary key,                -- the token itself is kept nowhere
  connection uuid not null references connection (id),
  created    timestamptz not null,
  ends       timestamptz not null,
  ended      timestamptz                      -- answered, or replaced
);
create index connection_link_of on connection_link (connection);

create table connection_option (
  id         uuid primary key,
  person     uuid not null,
  case_id    uuid not null,
  grp        uuid,
  name       text not null,
  chosen     boolean not null,
  why_not    text not null default '',        -- a code of vocabulary.NotChosen
  words      text not null default '',
  connection uuid,
  by_account uuid,
  at         timestamptz not null
);
create index connection_option_person on connection_option (person, at);
