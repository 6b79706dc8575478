-- Password resets of hosts: what became of each, never the password. The sealed envelope lies in the host's queue of
-- commands, under the same id, as long as it may still be fetched. Steps that were not heard of are NULL.
create table reset (
    id                text not null primary key,
    project_id        text not null references project (id),
    host_id           text not null references host (id),
    account           text not null,
    counter           bigint not null,
    state             text not null,
    reason            text not null,
    sealed_by         text not null,
    superseded_by     text references reset (id),
    requested_by      text not null,
    requested_by_name text not null,
    accepted_at       bigint not null,
    delivered_at      bigint,
    staged_at         bigint,
    applied_at        bigint,
    verified_at       bigint,
    failed_at         bigint,
    expires_at        bigint not null,
    unique (host_id, counter)
);

create index reset_of_project on reset (project_id, accepted_at, id);
create index reset_by_expiry on reset (state, expires_at);

-- The last number given to a command that a host's agent must never take twice or in another order; it only grows.
create table reset_counter (
    host_id text not null primary key references host (id),
    last    bigint not null
);
