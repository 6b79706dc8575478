-- The newest scan that somebody asked for, and the end of the newest scan of any kind, of each host.

create table host_scan (
    host_id         text not null primary key references host (id) on delete cascade,
    command_id      text not null,
    requested_at    bigint not null,
    expires_at      bigint not null,
    state           text not null,
    reason          text not null,
    ended_at        bigint not null,
    last_scanned_at bigint not null
);
