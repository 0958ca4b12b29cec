-- owner: family
-- +goose Up
create table caring (
  person    uuid primary key,
  cares     boolean not null,
  cared_for boolean not null,
  hours     text not null default '',
  young     boolean not null default false,
  kept      timestamptz not null,
  version   bigint not null default 1
);
