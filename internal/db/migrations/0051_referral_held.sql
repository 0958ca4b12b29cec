-- owner: referral
-- +goose Up
alter table referral add column held_at timestamptz;
alter table referral add column released_at timestamptz;
alter table referral add column ended_by text not null default '';   -- who took it back: person or referrer
alter table referral add column ended_words text not null default '';
