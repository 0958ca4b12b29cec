-- owner: org
-- +goose Up
create table organisation (
  id        uuid primary key,
  kind      text not null,
  name      text not null,
  name_fold text not null,
  ods       text unique,
  phone     text not null default '',
  email     text not null default '',
  nation    text not null,
  created   timestamptz not null,
  closed    timestamptz,
  version   bigint not null default 1
);
create index organisation_name on organisation (name_fold);

create table service (
  id         uuid primary key,
  host       uuid not null references organisation (id),
  name       text not null,
  phone      text not null default '',
  hours      text not null default '',
  about      text not null default '',
  not_for    text not null default '',
  nation     text not null,
  controller text not null default '',
  created    timestamptz not null,
  closed     timestamptz,
  version    bigint not null default 1
);

create table service_member (
  service      uuid not null references service (id),
  organisation uuid not null references organisation (id),
  starts       timestamptz not null,
  ends         timestamptz,
  primary key (service, organisation, starts)
);
create index service_member_org on service_member (organisation);

create table source_policy (
  service uuid not null references service (id),
  source  text not null,
  starts  date not null,
  ends    date,
  primary key (service, source, starts)
);

create table referral_link (
  token_hash   text primary key,
  organisation uuid not null references organisation (id),
  service      uuid references service (id),
  created      timestamptz not null,
  ended        timestamptz
);
create index referral_link_org on referral_link (organisation);

create table team (
  id      uuid primary key,
  service uuid not null references service (id),
  name    text not null,
  created timestamptz not null
);

create table post (
  id       uuid primary key,
  service  uuid not null references service (id),
  team     uuid references team (id),
  account  uuid,
  title    text not null,
  employer uuid not null references organisation (id),
  hours    double precision not null,
  starts   date not null,
  ends     date
);
create index post_account on post (account);

create table post_funder (
  post         uuid not null references post (id),
  organisation uuid not null references organisation (id),
  percent      bigint not null,
  primary key (post, organisation)
);
