-- Sessions of the console. Of what the browser keeps only the SHA-256 is stored.
create table console_session (
    digest   text not null primary key,
    user_id  text not null references iam_user (id) on delete cascade,
    begun_at bigint not null,
    seen_at  bigint not null
);

create index console_session_of_user on console_session (user_id);
create index console_session_by_age on console_session (begun_at);
