-- owner: plan
-- +goose Up
-- Every worker's day asks which actions of their people's plans somebody counts on. These
-- indexes say it without the tables; only what is found is read.
drop index goal_plan;
create index goal_plan on goal (plan, id);
drop index action_goal;
create index action_goal on action (goal, status, owner, due, chase_on);
