-- owner: message
-- +goose Up
create table message (
  id       uuid primary key,
  at       timestamptz not null,
  audience text not null,
  person   uuid,                 -- who gets it, when that is a person whom we help
  about    uuid,                 -- the person whom it concerns
  channel  text not null,
  address  text,
  lang     text not null,
  format   text,
  phrase   text not null,
  args     text not null,
  subject  text not null,
  body     text not null,
  state    text not null,
  tries    bigint not null default 0,
  held_to  timestamptz,          -- an instance is sending it until then
  sent_at  timestamptz,
  error    text
);
create index message_state on message (state, at);
create index message_person on message (person, at);
create index message_about on message (about, at);
