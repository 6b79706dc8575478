-- What the console shows. Who changed the custom weak passwords of images when: the words that came and went are sealed for
-- their own row.
create table image_word_history (
    project_id      text not null references project (id),
    version         integer not null,
    changed_at      bigint not null,
    changed_by      text not null,
    changed_by_name text not null,
    added_num       integer not null,
    removed_num     integer not null,
    word_num        integer not null,
    sealed          ${bytes} not null,
    primary key (project_id, version)
);

-- The line of the image's history that made a finding's layer; '' when it is not known.
alter table image_finding add column layer_line text not null default '';

-- To count passwords by what they are made of without a look into the table, for which SQLite must find fixed_at here too.
create index finding_by_strength on finding (project_id, length, classes, longest_run, weakness, fixed_at)
    where fixed_at is null;
