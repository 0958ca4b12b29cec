-- owner: signpost
-- +goose Up
create table signpost (
  id           uuid primary key,
  at           timestamptz not null,
  organisation uuid, -- where whoever pointed the way works, one of the two
  service      uuid,
  role         text not null,
  need         text not null,
  how          text not null
);
create index signpost_organisation on signpost (organisation, at);
create index signpost_service on signpost (service, at);

create table signpost_group (
  signpost uuid not null references signpost (id),
  place    bigint not null,
  entry    uuid not null, -- of the directory
  primary key (signpost, place)
);
