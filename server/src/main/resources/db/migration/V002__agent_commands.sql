-- What agents are asked to do. The payload is JSON; a reset's holds a sealed envelope only.
create table agent_command (
    id         text not null primary key,
    host_id    text not null references host (id),
    kind       text not null,
    payload    text not null,
    created_at bigint not null,
    expires_at bigint not null,
    state      text not null,
    closed_at  bigint
);

create index agent_command_of_host on agent_command (host_id, state, created_at);
