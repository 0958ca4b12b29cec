-- owner: caseload
-- +goose Up
-- What a team counts is answered by the indexes alone: who was spoken with for the first
-- time and when, and whom each worker saw in a year.
drop index person_case_first;
create index person_case_first on person_case (service, first_spoken, referral);
drop index person_case_referral;
create index person_case_referral on person_case (referral, first_spoken);
drop index person_case_year;
create index person_case_year on person_case (service, worker, person, last_spoken);
