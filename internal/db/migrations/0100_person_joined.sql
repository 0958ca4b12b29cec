-- owner: person
-- +goose Up
-- Who was joined to somebody is asked on every page of a person.
create index person_joined on person (joined_to) where joined_to is not null;
