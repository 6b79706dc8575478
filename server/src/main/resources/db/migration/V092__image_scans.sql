-- Scans of images, and their jobs: one an image, leased by scanners. A scan's state is that of its jobs.
create table image_scan (
    id          text not null primary key,
    project_id  text not null references project (id),
    registry_id text not null,
    cause       text not null,
    patterns    text not null,
    created_by  text not null,
    created_at  bigint not null
);

create index image_scan_of_project on image_scan (project_id, created_at, id);

create table image_job (
    id           text not null primary key,
    scan_id      text not null references image_scan (id) on delete cascade,
    project_id   text not null,
    registry_id  text not null,
    kind         text not null,
    reference    text ${bycodepoint} not null,
    image        text not null,
    change_id    text not null,
    words        bigint not null,
    state        text not null,
    reason       text not null,
    attempts     integer not null,
    scanner      text not null,
    available_at bigint not null,
    anyone_at    bigint not null,
    lease_id     text not null,
    leased_until bigint not null,
    created_at   bigint not null,
    ended_at     bigint not null
);

create index image_job_of_scan on image_job (scan_id, state);
create index image_job_of_change on image_job (change_id) where change_id <> '';
create index image_job_waiting on image_job (project_id, created_at, id) where state = 'waiting';
create index image_job_running on image_job (leased_until) where state = 'running';

-- How often the words of a project's images changed, so that a scan that began before a change is noticed.
create table image_word_version (
    project_id text not null primary key references project (id),
    version    bigint not null
);

-- Words that were added, for the jobs that try them; sealed, and erased with the last of these jobs.
create table image_word_change (
    id         text not null primary key,
    project_id text not null references project (id),
    sealed     ${bytes} not null
);

-- When images are scanned again; times are UTC, no day means every day.
create table image_schedule (
    id          text not null primary key,
    project_id  text not null references project (id),
    registry_id text not null references registry (id) on delete cascade,
    patterns    text not null,
    days        text not null,
    hour        integer not null,
    minute      integer not null,
    enabled     boolean not null,
    created_by  text not null,
    created_at  bigint not null,
    next_at     bigint not null,
    last_scan   text not null
);

create index image_schedule_due on image_schedule (next_at) where enabled;
