-- owner: person
-- +goose Up
-- A list shows of each person whether to ring or to text. It asks the index and not the table.
drop index person_way_person;
create index person_way_person on person_way (person, place, kind, may_call, may_text);
