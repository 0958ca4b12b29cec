-- owner: pause
-- +goose Up
create table referral_pause (
  id           uuid primary key,
  service      uuid not null,
  kind         text not null,               -- what it holds: service, practice, source, worker
  organisation uuid,                        -- of kind practice
  source       text not null default '',    -- of kind source
  worker       uuid,                        -- of kind worker
  status       text not null,
  reason       text not null,
  words        text not null default '',    -- never shown to a referrer
  starts       date not null,
  until        date not null,               -- the last day, unless it is looked at again
  exceptions   text not null default '',
  alternative  text not null default '',
  public_en    text not null default '',
  public_cy    text not null default '',
  asked_by     uuid,
  asked        timestamptz not null,
  decided_by   uuid,
  answer       text not null default '',    -- to whoever asked
  began        timestamptz,
  ended        timestamptz,
  by_itself    boolean not null default false,
  version      bigint not null default 1
);
create index referral_pause_service on referral_pause (service, status);

create table pause_review (
  id      uuid primary key,
  pause   uuid not null references referral_pause (id),
  at      timestamptz not null,
  by_whom uuid,
  outcome text not null,
  words   text not null default '',
  until   date not null
);
create index pause_review_pause on pause_review (pause, at);
