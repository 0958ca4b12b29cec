-- owner: directory
-- +goose Up
-- The index of SQLite needs no figures.
select 1;
