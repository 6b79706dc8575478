-- Keys of the server's own. The private half is sealed at rest. There is one current key a purpose, and at most one that
-- agents are told of before it becomes current.
create table server_key (
    id          text not null primary key,
    purpose     text not null,
    public_key  ${bytes} not null,
    private_key ${bytes} not null,
    state       text not null,
    created_at  bigint not null
);

create unique index server_key_in_use on server_key (purpose, state) where state in ('current', 'next');

-- Enrolled agents: one a key pair. A host has at most one that is active.
create table agent (
    id                 text not null primary key,
    project_id         text not null references project (id),
    host_id            text not null references host (id),
    machine_id         text not null,
    signing_key        ${bytes} not null,
    sealing_key        ${bytes} not null,
    state              text not null,
    counter            bigint not null,
    suspected_clone_at bigint,
    accounts           bigint not null,
    tested             bigint not null,
    enrolled_at        bigint not null,
    ended_at           bigint
);

create unique index agent_of_host on agent (host_id) where state = 'active';
create index agent_of_machine on agent (project_id, machine_id, enrolled_at);

-- One-time tokens; only the SHA-256 is kept.
create table enrolment_token (
    id                    text not null primary key,
    digest                text not null unique,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    host_group_id         text not null,
    replaces              boolean not null,
    created_by            text not null,
    created_at            bigint not null,
    expires_at            bigint not null,
    withdrawn_at          bigint,
    used_at               bigint,
    used_by               text
);

create index enrolment_token_of_project on enrolment_token (project_id, created_at, id);
