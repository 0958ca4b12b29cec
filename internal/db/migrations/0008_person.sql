-- owner: person
-- +goose Up
create table person (
  id             uuid primary key,
  name           text not null,
  name_fold      text not null,
  pronouns       text not null default '',
  born           date,
  born_about     boolean not null default false,
  nhs_number     text,
  language       text not null default 'en',
  interpreter    boolean not null default false,
  format         text not null default 'standard',
  access_note    text not null default '',
  practice       uuid,
  practice_words text not null default '',
  address        text not null default '',
  postcode       text not null default '',
  hidden_address boolean not null default false,
  safe_contact   boolean not null default false,
  restricted     boolean not null default false,
  risk           text not null default '',
  risk_on        timestamptz,
  died           date,
  joined_to      uuid references person (id),
  created        timestamptz not null,
  version        bigint not null default 1
);
create index person_name on person (name_fold);
create index person_born on person (born, name_fold);
create index person_nhs on person (nhs_number);
create index person_postcode on person (postcode);

create table person_way (
  id         uuid primary key,
  person     uuid not null references person (id),
  place      bigint not null,
  kind       text not null,
  value      text not null,
  value_fold text not null,
  note       text not null default '',
  may_call   boolean not null default true,
  may_text   boolean not null default true,
  may_leave  boolean not null default false
);
create index person_way_person on person_way (person);
create index person_way_value on person_way (value_fold);

create table person_join (
  id       uuid primary key,
  from_person uuid not null references person (id),
  to_person   uuid not null references person (id),
  at       timestamptz not null,
  undone   timestamptz
);
