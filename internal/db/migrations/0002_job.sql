-- owner: job
-- +goose Up
create table job (
  id       uuid primary key,
  kind     text not null,
  payload  text not null,
  run_at   timestamptz not null,
  attempts bigint not null default 0,
  taken_by text,
  taken_to timestamptz,
  done_at  timestamptz,
  failed_at timestamptz,
  error    text
);
create index job_due on job (done_at, failed_at, run_at);
