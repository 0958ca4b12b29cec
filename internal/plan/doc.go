// Package plan is what matters to a person and what they decided to do about it, in
// their words.
//
// Words: the conversation holds what matters to me, strengths and the needs that the
// person named, in their order; a goal is a wish in their words, with how much it
// matters and how sure they feel; an action says who does what by when; a plan is
// agreed with the person, never for them.
//
// A review makes the next number; a supporter is on their side; a copy says who holds it.
//
// Tables: conversation, plan, goal, action, supporter, plan_copy. Invariants: what matters comes before
// needs; nothing is required to save; each save of a conversation is a new version and
// the older ones stay; an agreed plan is not changed: a change makes the next number;
// a plan needs one goal in the person's words to be agreed.
package plan
