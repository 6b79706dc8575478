-- Guesses of passwords that count. Whose they are is a keyed digest: what people type as a user name may be a password.
create table login_guess (
    id         text not null primary key,
    subject    text not null,
    guessed_at bigint not null
);

create index login_guess_of_subject on login_guess (subject, guessed_at);
create index login_guess_by_time on login_guess (guessed_at);

create table login_lock (
    subject      text not null primary key,
    locked_until bigint not null
);

-- What signed calls that change something were answered, kept while their signatures are valid. A row without a status
-- is a call that was begun: it has no known outcome. The body is sealed; an answer that shows a secret has none.
create table first_answer (
    id           text not null primary key,
    begun_at     bigint not null,
    status       integer,
    content_type text,
    headers      text,
    body         ${bytes}
);

create index first_answer_by_time on first_answer (begun_at);
