-- Groups of hosts: what they share is in tables of its own, where no row means the default. host.group_id holds the
-- group, '' the project's default group.

create table host_group (
    id                    text not null primary key,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    name                  text ${bycodepoint} not null,
    name_folded           text not null,
    description           text not null,
    support_os            text not null,
    default_group         boolean not null,
    created_at            bigint not null,
    unique (project_id, name)
);

create index host_of_group on host (project_id, group_id);

-- When the hosts of a group are scanned, in their own time zone; no day means every day.
create table group_schedule (
    group_id      text not null primary key references host_group (id) on delete cascade,
    days          text not null,
    hour          integer not null,
    minute        integer not null,
    random_offset integer not null
);

-- What the hosts of a group shall demand of new passwords.
create table group_requirement (
    group_id       text not null primary key references host_group (id) on delete cascade,
    minimum_length integer not null,
    uppercase      integer not null,
    lowercase      integer not null,
    digits         integer not null,
    special        integer not null
);

-- A policy for configuration checks, kept for those who send one.
create table group_policy (
    group_id text not null primary key references host_group (id) on delete cascade,
    content  text not null
);
