-- owner: referral
-- +goose Up
create table referral (
  id             uuid primary key,
  person         uuid not null,
  person_name    text not null,             -- as the referrer wrote it
  service        uuid not null,
  organisation   uuid,
  source         text not null,
  referrer       uuid,
  referrer_name  text not null default '',
  referrer_email text not null default '',
  came           text not null,
  received       date not null,
  reason         text not null,
  needs          text not null default '',
  urgent         boolean not null default false,
  status         text not null,
  status_at      timestamptz not null,
  read_at        timestamptz,
  decline_code   text not null default '',
  alternative    text not null default '',
  question       text not null default '',
  answer         text not null default '',
  moved_from     uuid,
  created        timestamptz not null,
  version        bigint not null default 1
);
create index referral_service on referral (service, status, received);
create index referral_person on referral (person, created);
create index referral_referrer on referral (referrer, created);
create index referral_organisation on referral (organisation, created);
