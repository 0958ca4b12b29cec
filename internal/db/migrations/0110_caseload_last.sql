-- owner: caseload
-- +goose Up
-- The last contact and how often they spoke stand with the case as well: a worker's list
-- shows one for each person and read all contacts of everybody on it.
alter table person_case add column spoken bigint not null default 0;
alter table person_case add column last_contact timestamptz;
alter table person_case add column last_outcome text not null default '';
update person_case set
  spoken = (select count(*) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null),
  last_contact = (select max(k.at) from contact k where k.case_id = person_case.id and k.struck is null),
  last_outcome = coalesce((select k.outcome from contact k where k.case_id = person_case.id and k.struck is null order by k.at desc, k.id desc limit 1), '');
