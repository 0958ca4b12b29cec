-- owner: family
-- +goose Up
create table related (
  id             uuid primary key,
  person         uuid not null,
  name           text not null,
  relation       text not null,
  words          text not null default '', -- "her late husband's brother"
  phone          text not null default '',
  email          text not null default '',
  cares          boolean not null default false,
  next_of_kin    boolean not null default false,
  emergency      boolean not null default false,
  mention        text not null,            -- may the service be mentioned to them
  authority      text not null default '',
  evidence       text not null default '',
  until          date,
  speak          text not null default '', -- how far we may speak with them; whether, is a consent
  ended          date,
  why            text not null default '',
  created        timestamptz not null,
  version        bigint not null default 1
);
create index related_person on related (person, created);

create table family_link (
  id      uuid primary key,
  related uuid not null references related (id),
  person  uuid not null,
  other   uuid not null,
  cares   boolean not null default false,  -- the other cares for the person
  created timestamptz not null,
  ended   timestamptz
);
create index family_link_person on family_link (person);
create index family_link_other on family_link (other);
