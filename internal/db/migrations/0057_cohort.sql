-- owner: cohort
-- +goose Up
create table cohort (
  id           uuid primary key,
  service      uuid not null,
  organisation uuid,          -- the practice that offers
  name         text not null,
  basis        text not null, -- the lawful basis, as stated
  reason       text not null, -- why these people are offered it
  by_account   uuid,
  at           timestamptz not null
);
create index cohort_service on cohort (service, at);
create index cohort_organisation on cohort (organisation, at);

create table cohort_offer (
  id         uuid primary key,
  cohort     uuid not null references cohort (id),
  name       text not null, -- empty once there is an answer
  born       date,
  born_about boolean not null,
  reach      text not null,
  reach_note text not null,
  safe       boolean not null, -- safe contact only
  nhs_number text not null,
  status     text not null,
  status_at  timestamptz not null,
  referral   uuid,
  version    bigint not null default 1
);
create index cohort_offer_cohort on cohort_offer (cohort, status);

-- Tells for a year that somebody was asked, and not who.
create table cohort_mark (
  mark  text primary key,
  until timestamptz not null
);
