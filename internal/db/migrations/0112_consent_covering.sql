-- owner: consent
-- +goose Up
-- When somebody last agreed to anything is asked for everybody on a worker's list; the
-- index answers it, and all that was asked of it before.
drop index consent_person;
create index consent_person on consent (person, scope, at, answer);
