-- owner: directory
-- +goose Up
-- How often each word and each square of the map comes is kept for more of them than usual:
-- on a guess, a search near somewhere reads every entry there is.
alter table directory_search alter column tokens set statistics 1000;
analyze directory_search;
