-- owner: directory
-- +goose Up
-- One row an entry: its words, and tokens for its needs, languages and the squares of the
-- map in which it lies. Nothing is stored but the index.
create virtual table directory_search using fts5(
  tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'"
);
