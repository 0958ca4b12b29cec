// Package org knows organisations of every kind, the social prescribing services
// they run, who may refer to a service and from when, its teams and its posts.
//
// Words: an organisation is any body (practice, network, council, charity); a
// service is a social prescribing scheme, hosted by one organisation and serving its
// members; a source policy says from which date a kind of referrer may refer; a
// referral link is the secret address that an organisation uses to refer without
// accounts; a post is a link worker's job, with an employer and funders.
//
// Tables: organisation, service, service_member, source_policy, referral_link, team,
// post, post_funder. Invariants: the shipped source policy allows only GP practice
// staff in 2019/20 and the published list of sources from 1 April 2020; the percents
// of a post's funders add up to 100; a link's secret is kept only as a hash.
package org
