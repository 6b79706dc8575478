-- What an account demands of its users. An account without a row has the defaults, which the code names.

create table password_policy (
    domain_id                           text    not null primary key references domain (id),
    maximum_consecutive_identical_chars integer not null,
    minimum_password_age                integer not null,
    minimum_password_length             integer not null,
    password_reuse_prevention           integer not null,
    password_not_username_or_invert     boolean not null,
    password_validity_period            integer not null,
    password_char_combination           integer not null,
    allow_user_to_change_password       boolean not null
);

create table password_rules (
    domain_id         text    not null primary key references domain (id),
    refuse_weak_words boolean not null
);

-- The two lists are JSON arrays of {addresses, description}.
create table login_policy (
    domain_id                  text    not null primary key references domain (id),
    user_validity_period       integer not null,
    custom_info_for_login      text    not null,
    lockout_duration           integer not null,
    login_failed_times         integer not null,
    period_with_login_failures integer not null,
    session_timeout            integer not null,
    show_recent_login_info     boolean not null,
    allow_address_netmasks     text    not null,
    allow_ip_ranges            text    not null
);
