-- owner: referral
-- +goose Up
create index referral_held on referral (service, held_at) where held_at is not null;
