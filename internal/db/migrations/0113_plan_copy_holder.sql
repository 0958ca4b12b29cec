-- owner: plan
-- +goose Up
-- Whether somebody has a copy of their plan is asked for everybody on a worker's list.
drop index plan_copy_plan;
create index plan_copy_plan on plan_copy (plan, holder);
