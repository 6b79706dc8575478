-- Users of the service. Password hashes are Argon2id PHC strings; secrets of access keys are sealed; of tokens only
-- the SHA-256 is kept.

create table iam_user (
    id                      text not null primary key,
    domain_id               text not null references domain (id),
    name                    text not null,
    description             text not null,
    enabled                 boolean not null,
    root                    boolean not null,
    created_at              bigint not null,
    last_login_at           bigint,
    -- login profile: absent while password_hash is null
    password_hash           text,
    password_set_at         bigint,
    password_reset_required boolean not null,
    profile_created_at      bigint,
    unique (domain_id, name)
);

create table password_history (
    user_id       text not null references iam_user (id) on delete cascade,
    set_at        bigint not null,
    password_hash text not null
);

create index password_history_of_user on password_history (user_id, set_at);

create table access_key (
    id           text not null primary key,
    user_id      text not null references iam_user (id) on delete cascade,
    secret       ${bytes} not null,
    enabled      boolean not null,
    created_at   bigint not null,
    last_used_at bigint,
    last_service text
);

create index access_key_of_user on access_key (user_id);

create table token (
    digest     text not null primary key,
    user_id    text not null references iam_user (id) on delete cascade,
    project_id text,
    domain_id  text,
    issued_at  bigint not null,
    expires_at bigint not null
);

create index token_of_user on token (user_id);
create index token_by_expiry on token (expires_at);

create table iam_group (
    id          text not null primary key,
    domain_id   text not null references domain (id),
    name        text not null,
    description text not null,
    built_in    boolean not null,
    created_at  bigint not null,
    unique (domain_id, name)
);

create table group_member (
    group_id text not null references iam_group (id) on delete cascade,
    user_id  text not null references iam_user (id) on delete cascade,
    primary key (group_id, user_id)
);

create index group_of_member on group_member (user_id);

create table identity_policy (
    id          text not null primary key,
    domain_id   text not null references domain (id),
    name        text not null,
    description text not null,
    document    text not null,
    built_in    boolean not null,
    created_at  bigint not null,
    unique (domain_id, name)
);

-- Exactly one of user_id and group_id is set.
create table policy_attachment (
    policy_id text not null references identity_policy (id) on delete cascade,
    user_id   text references iam_user (id) on delete cascade,
    group_id  text references iam_group (id) on delete cascade
);

create index policy_attachment_of_user on policy_attachment (user_id);
create index policy_attachment_of_group on policy_attachment (group_id);
