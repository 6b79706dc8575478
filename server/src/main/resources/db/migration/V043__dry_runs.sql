-- Trials of words that are in no dictionary yet. The words are deleted when the last host has answered or time is up.

create table dry_run (
    id              text not null primary key,
    project_id      text not null references project (id),
    group_id        text not null,
    word_num        integer not null,
    created_at      bigint not null,
    expires_at      bigint not null,
    created_by      text not null,
    created_by_name text not null
);

create index dry_run_of_project on dry_run (project_id, created_at);
create index dry_run_by_expiry on dry_run (expires_at);

create table dry_run_word (
    id         text not null primary key,
    dry_run_id text not null references dry_run (id) on delete cascade,
    position   integer not null,
    sealed     ${bytes} not null
);

create index dry_run_word_of_run on dry_run_word (dry_run_id, position);

create table dry_run_host (
    dry_run_id  text not null references dry_run (id) on delete cascade,
    host_id     text not null references host (id) on delete cascade,
    state       text not null,
    accounts    integer not null,
    matches     integer not null,
    reason      text not null,
    answered_at bigint,
    primary key (dry_run_id, host_id)
);
