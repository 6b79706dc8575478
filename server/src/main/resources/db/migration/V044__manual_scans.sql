-- The newest scan of each host that somebody asked for.

create table manual_scan (
    host_id      text not null primary key references host (id) on delete cascade,
    command_id   text not null,
    requested_at bigint not null,
    expires_at   bigint not null,
    state        text not null,
    reason       text not null,
    ended_at     bigint not null
);
