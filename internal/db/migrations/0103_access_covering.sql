-- owner: access
-- +goose Up
-- Every list asks who may see each of its people. These indexes answer alone, without a
-- look at the grants themselves.
drop index access_grant_person;
drop index access_grant_holder;
create index access_grant_person on access_grant (person, relation, holder, service, starts, ends);
create index access_grant_holder on access_grant (holder, relation, ends, person);
