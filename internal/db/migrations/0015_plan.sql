-- owner: plan
-- +goose Up
create table conversation (
  id        uuid primary key,
  case_id   uuid not null,
  person    uuid not null,
  by_account uuid,
  at        timestamptz not null,
  version   bigint not null,
  matters   text not null default '',
  strengths text not null default '',
  read_back boolean not null default false,
  needs     text not null default '',
  other     text not null default '',
  unique (case_id, version)
);
create index conversation_person on conversation (person, at);

create table plan (
  id        uuid primary key,
  case_id   uuid not null,
  person    uuid not null,
  number    bigint not null,
  status    text not null,
  worse     text not null default '',
  review_on date,
  agreed_at timestamptz,
  agreed_how text not null default '',
  created   timestamptz not null,
  version   bigint not null default 1,
  unique (case_id, number)
);
create index plan_person on plan (person);

create table goal (
  id         uuid primary key,
  plan       uuid not null references plan (id),
  place      bigint not null,
  words      text not null,
  importance bigint,
  confidence bigint,
  status     text not null
);
create index goal_plan on goal (plan);

create table action (
  id      uuid primary key,
  goal    uuid not null references goal (id),
  place   bigint not null,
  words   text not null,
  owner   text not null,
  who     text not null default '',
  due     date,
  status  text not null,
  reference text not null default '',
  chase_on date
);
create index action_goal on action (goal);
