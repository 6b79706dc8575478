-- Times are epoch milliseconds, UTC; 0 or NULL as said. Identifiers are lower-case hexadecimal or UUID text.

create table domain (
    id         text not null primary key,
    name       text not null unique,
    created_at bigint not null
);

create table project (
    id         text not null primary key,
    domain_id  text not null references domain (id),
    name       text not null,
    created_at bigint not null,
    unique (domain_id, name)
);

-- A machine that an agent watches, or did until it was retired.
create table host (
    id                    text not null primary key,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    name                  text ${bycodepoint} not null,
    name_folded           text not null,
    private_ip            text not null,
    public_ip             text not null,
    ip_folded             text not null,
    os_type               text not null,
    os_name               text not null,
    os_version            text not null,
    group_id              text not null,
    agent_id              text not null,
    agent_version         text not null,
    boot_id               text not null,
    created_at            bigint not null,
    last_seen_at          bigint not null,
    retired_at            bigint
);

create index host_of_project on host (project_id, enterprise_project_id, name, id);
