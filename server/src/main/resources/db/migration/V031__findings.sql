-- What scans found. Identifiers of stores, accounts and findings are digests of what they are keyed by, so that the
-- same thing has the same identifier in every scan, and a long path never makes a long key. Of a host they are unique.

-- The reports that were taken; the same one twice has one effect.
create table scan (
    host_id     text not null references host (id),
    scan_id     text not null,
    finished_at bigint not null,
    received_at bigint not null,
    primary key (host_id, scan_id)
) ${clustered};

-- The newest scan of each host.
create table host_scan (
    host_id           text not null primary key references host (id),
    project_id        text not null,
    scan_id           text not null,
    started_at        bigint not null,
    finished_at       bigint not null
);

-- The stores that scans told of. complete_at is 0 until one is read to its end.
create table scanned_store (
    host_id      text not null references host (id),
    id           text not null,
    service_type text not null,
    store        text ${bycodepoint} not null,
    incomplete   text not null,
    reported_at  bigint not null,
    complete_at  bigint not null,
    primary key (host_id, id)
) ${clustered};

-- How far each account was tested.
create table scanned_account (
    host_id      text not null references host (id),
    id           text not null,
    store_id     text not null,
    user_name    text ${bycodepoint} not null,
    user_folded  text not null,
    state        text not null,
    scheme       text not null,
    tried        bigint not null,
    planned      bigint not null,
    note         text not null,
    primary key (host_id, id)
) ${clustered};

-- fixed_at is null while it is open. listed tells that it is of the kind that the vendor's list shows.
create table finding (
    host_id             text not null references host (id),
    id                  text not null,
    project_id          text not null,
    service_type        text not null,
    store_id            text not null,
    store               text ${bycodepoint} not null,
    user_name           text ${bycodepoint} not null,
    user_folded         text not null,
    state               text not null,
    weakness            text not null,
    listed              boolean not null,
    severity            integer not null,
    masked              text not null,
    suggestion          text not null,
    password_changed_at bigint not null,
    length              integer not null,
    classes             integer not null,
    longest_run         integer not null,
    shared_group        text not null,
    first_seen_at       bigint not null,
    last_seen_at        bigint not null,
    fixed_at            bigint,
    came_back           integer not null,
    events              integer not null,
    primary key (host_id, id)
) ${clustered};

create index finding_by_age on finding (project_id, first_seen_at, host_id, id);
create index finding_of_shared_group on finding (project_id, shared_group) where shared_group <> '';

-- found, changed, fixed, came_back, lapsed, retired, accepted, acceptance_ended.
create table finding_event (
    host_id    text not null references host (id),
    finding_id text not null,
    at         bigint not null,
    sequence   integer not null,
    kind       text not null,
    weakness   text not null,
    actor      text not null,
    detail     text not null,
    project_id text not null,
    primary key (host_id, finding_id, sequence)
) ${clustered};

create index finding_event_by_day on finding_event (project_id, at);

-- Somebody knows of it and answers for it until it ends.
create table finding_acceptance (
    host_id     text not null,
    finding_id  text not null,
    reason      text not null,
    owner       text not null,
    accepted_by text not null,
    accepted_at bigint not null,
    expires_at  bigint not null,
    primary key (host_id, finding_id),
    foreign key (host_id, finding_id) references finding (host_id, id) on delete cascade
) ${clustered};

-- The vendor's list, one row a host with a listed account, in the order of its answer, so that every filter is one walk
-- over compact rows. users and locked_users hold the folded names of its listed accounts between line feeds. What is
-- copied of the host is kept equal by the foreign key.
create unique index host_as_listed on host (id, project_id, enterprise_project_id, name, name_folded, ip_folded);

create table weak_host (
    project_id            text not null,
    host_name             text ${bycodepoint} not null,
    host_id               text not null,
    enterprise_project_id text not null,
    name_folded           text not null,
    ip_folded             text not null,
    users                 text not null,
    locked_users          text not null,
    accounts              integer not null,
    scanned_at            bigint not null,
    primary key (project_id, host_name, host_id),
    foreign key (host_id, project_id, enterprise_project_id, host_name, name_folded, ip_folded)
        references host (id, project_id, enterprise_project_id, name, name_folded, ip_folded)
        on update cascade on delete cascade
) ${clustered};

create index weak_host_of_host on weak_host (host_id);

-- The same order within an enterprise project; it also counts hosts without touching their names of accounts.
create index weak_host_by_enterprise on weak_host (project_id, enterprise_project_id, host_name, host_id, accounts);
