-- owner: directory
-- +goose Up
-- One row an entry: its words, and tokens for its needs, languages and the squares of the
-- map in which it lies.
create table directory_search (
  rowid  bigint primary key,
  tokens tsvector not null
);
create index directory_search_tokens on directory_search using gin (tokens) with (gin_pending_list_limit = 512);
