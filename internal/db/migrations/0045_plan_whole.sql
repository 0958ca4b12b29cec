-- owner: plan
-- +goose Up
-- thread is the same for a wish, or an action, in every number of the plan.
alter table plan add column agreed_by uuid;
alter table plan add column reviewed_on date;
alter table plan add column closed timestamptz;

alter table goal add column thread uuid;
alter table goal add column helpers text not null default '';
alter table goal add column answer text not null default '';
alter table goal add column answer_words text not null default '';
alter table goal add column ended timestamptz;
alter table goal add column version bigint not null default 1;
update goal set thread = id;

alter table action add column thread uuid;
alter table action add column waits_on text not null default '';
update action set waits_on = who where status = 'waiting_on';
alter table action add column kind text not null default '';
alter table action add column version bigint not null default 1;
update action set thread = id;
create index action_thread on action (thread);
create index goal_thread on goal (thread);

create table supporter (
  id         uuid primary key,
  case_id    uuid not null,
  person     uuid not null,
  name       text not null,
  helps      text not null default '',
  speak      text not null,
  speak_how  text not null default '',
  speak_at   timestamptz,
  by_account uuid,
  at         timestamptz not null,
  ended      timestamptz,
  version    bigint not null default 1
);
create index supporter_person on supporter (person);

create table plan_copy (
  id         uuid primary key,
  plan       uuid not null references plan (id),
  person     uuid not null,
  holder     text not null,
  who        text not null default '',
  how        text not null,
  given_on   date not null,
  by_account uuid,
  at         timestamptz not null
);
create index plan_copy_plan on plan_copy (plan);
