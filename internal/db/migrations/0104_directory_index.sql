-- owner: directory
-- +goose Up
-- How the search index reads words (directory.indexVersion); another number means that it is made anew.
create table directory_index (id bigint primary key, version bigint not null);
insert into directory_index (id, version) select 1, case when exists (select 1 from directory_entry) then 1 else 2 end;
