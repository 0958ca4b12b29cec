-- owner: org
-- +goose Up
alter table service add column hours_cy text not null default ''; -- when somebody reads, in Welsh
alter table service add column about_cy text not null default '';
