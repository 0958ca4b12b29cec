-- owner: place
-- +goose Up
create table place_postcode (
  code        text primary key,  -- without its space
  lat         double precision,
  lon         double precision,
  nation      text not null,
  area        text not null,     -- code of the local authority
  ward        text not null,
  health      text not null,     -- code of the integrated care board, health board or their part
  lsoa        text not null,
  imd_rank    bigint not null,   -- 0 is unknown
  imd_decile  bigint not null,   -- 1 is the most deprived tenth of the nation
  imd_edition bigint not null,
  ended       date               -- no longer in use since
);
create table place_import (
  id          uuid primary key,
  file        text not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  added       bigint not null default 0,
  changed     bigint not null default 0,
  unchanged   bigint not null default 0,
  refused     bigint not null default 0
);
