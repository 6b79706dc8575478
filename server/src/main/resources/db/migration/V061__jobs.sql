-- Work that a caller waits for. Its parts carry the ids of the commands that do them.
create table job (
    id         text not null primary key,
    project_id text not null references project (id),
    type       text not null,
    begun_at   bigint not null
);

-- status is INIT, RUNNING, SUCCESS or FAIL; one that has not ended by its deadline has failed.
create table sub_job (
    id          text not null primary key,
    job_id      text not null references job (id) on delete cascade,
    host_id     text not null references host (id),
    position    integer not null,
    type        text not null,
    mode        text not null,
    status      text not null,
    begun_at    bigint not null,
    ended_at    bigint,
    deadline    bigint not null,
    error_code  text,
    fail_reason text
);

create index sub_job_of_job on sub_job (job_id, position);
create index sub_job_of_host on sub_job (host_id, status);
