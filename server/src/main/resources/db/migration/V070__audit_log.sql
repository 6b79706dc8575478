-- What was meant, done and refused: written once, never changed. The line is the truth and carries the chain; the
-- other columns repeat parts of it for the search.

create table audit_entry (
    seq        bigint not null primary key,
    at         bigint not null,
    kind       text not null,
    domain_id  text not null,
    project_id text not null,
    actor_id   text not null,
    action     text not null,
    request_id text not null,
    line       text not null
);

create index audit_entry_of_domain on audit_entry (domain_id, seq);
create index audit_entry_of_actor on audit_entry (domain_id, actor_id, seq);
create index audit_entry_of_action on audit_entry (domain_id, action, seq);
create index audit_entry_of_request on audit_entry (request_id);

-- Signed: up to this entry the log was whole.
create table audit_checkpoint (
    seq       bigint not null primary key,
    at        bigint not null,
    head      text not null,
    signature text not null
);

-- The key that signs checkpoints, sealed.
create table audit_key (
    name   text not null primary key,
    sealed ${bytes} not null,
    public ${bytes} not null
);
