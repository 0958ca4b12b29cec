-- owner: message
-- +goose Up
alter table message add column service uuid;                          -- whose content it is
alter table message add column name text;                             -- who gets it, for the envelope
alter table message add column urgent boolean not null default false; -- goes at any hour
alter table message add column once text;                             -- queued once under this name
create unique index message_once on message (once);
create index message_service on message (service, state, at);
