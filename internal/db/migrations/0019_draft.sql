-- owner: draft
-- +goose Up
create table draft (
  account uuid not null,
  form    text not null,
  fields  text not null,
  at      timestamptz not null,
  primary key (account, form)
);
