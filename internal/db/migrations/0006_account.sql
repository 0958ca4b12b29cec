-- owner: account
-- +goose Up
create table account (
  id            uuid primary key,
  name          text not null,
  email         text,
  email_fold    text unique,   -- only of accounts that can sign in with it
  kind          text not null,
  verified      boolean not null,
  password_hash text,
  epoch         bigint not null,
  created       timestamptz not null,
  disabled      timestamptz,
  version       bigint not null
);
create table role_assignment (
  id      uuid primary key,
  account uuid not null references account (id),
  role    text not null,
  at      uuid,
  starts  timestamptz not null,
  ends    timestamptz
);
create index role_assignment_account on role_assignment (account);
create index role_assignment_place on role_assignment (role, at);
create table session (
  token_hash text primary key,
  data       text not null,
  expiry     timestamptz not null
);
create index session_expiry on session (expiry);
create table one_time_link (
  token_hash text primary key,
  account    uuid references account (id), -- empty while there is no administrator
  purpose    text not null,
  expires    timestamptz not null,
  used       timestamptz
);
create index one_time_link_account on one_time_link (account);
create table sign_in_try (
  key           text primary key,
  failures      bigint not null,
  at            timestamptz not null,
  blocked_until timestamptz
);
