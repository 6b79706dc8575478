-- Versions of identity policies, and what their lists show. identity_policy.document is the default version's, so that
-- a decision reads one row a policy.

alter table identity_policy add column path text not null default '';
alter table identity_policy add column updated_at bigint not null default 0;
alter table identity_policy add column newest_version integer not null default 1;

create table identity_policy_version (
    policy_id  text    not null references identity_policy (id) on delete cascade,
    version    integer not null,
    document   text    not null,
    is_default boolean not null,
    created_at bigint  not null,
    primary key (policy_id, version)
);

alter table policy_attachment add column attached_at bigint not null default 0;

create unique index policy_attached_to_user_once on policy_attachment (policy_id, user_id);
create unique index policy_attached_to_group_once on policy_attachment (policy_id, group_id);
