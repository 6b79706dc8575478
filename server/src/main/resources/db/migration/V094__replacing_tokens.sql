-- Which host a token replaces, '' for none. Tokens that named none and would have replaced any are withdrawn.
update enrolment_token set withdrawn_at = created_at where replaces and used_at is null and withdrawn_at is null;
alter table enrolment_token drop column replaces;
alter table enrolment_token add column replaces text not null default '';
