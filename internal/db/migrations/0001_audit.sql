-- owner: audit
-- +goose Up
create table audit_event (
  id         uuid primary key,
  at         timestamptz not null,
  actor      uuid,
  actor_kind text not null,
  action     text not null,
  kind       text not null,
  subject    uuid,
  person     uuid,
  outcome    text not null,
  place      bigint unique,  -- its place in the chain, given a moment later by a job,
  hash       text            -- so that writers never queue for the chain
);
create index audit_event_person on audit_event (person, at);
create index audit_event_at on audit_event (at);
create index audit_event_unsealed on audit_event (id) where place is null;
