-- owner: caseload
-- +goose Up
-- When somebody was first and last spoken with stands with the case: how long people wait
-- and how many a worker sees in a year is asked on public pages and would read every contact.
alter table person_case add column first_spoken timestamptz;
alter table person_case add column last_spoken timestamptz;
update person_case set
  first_spoken = (select min(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null),
  last_spoken = (select max(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null);
create index person_case_first on person_case (service, first_spoken);
create index person_case_year on person_case (service, last_spoken, worker, person);
create index person_case_load on person_case (service, worker, level) where closed is null;
