-- The custom weak passwords of a host group. A word is in the versions from added_in to before removed_in. The mark is
-- a keyed digest, for look-ups; the word itself is sealed for its own row.

create table dictionary (
    group_id text not null primary key references host_group (id) on delete cascade,
    version  integer not null,
    enabled  boolean not null
);

create table dictionary_version (
    group_id        text not null references host_group (id) on delete cascade,
    version         integer not null,
    changed_at      bigint not null,
    changed_by      text not null,
    changed_by_name text not null,
    added_num       integer not null,
    removed_num     integer not null,
    word_num        integer not null,
    restored_from   integer,
    primary key (group_id, version)
);

create table dictionary_word (
    id         text not null primary key,
    group_id   text not null references host_group (id) on delete cascade,
    position   integer not null,
    mark       ${bytes} not null,
    sealed     ${bytes} not null,
    added_in   integer not null,
    removed_in integer
);

create index dictionary_word_of_group on dictionary_word (group_id, added_in);
create index dictionary_word_by_mark on dictionary_word (mark);
