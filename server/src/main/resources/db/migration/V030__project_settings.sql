-- What a project wants of its results. A project without a row has the defaults, which stand in ProjectSettings.
create table project_setting (
    project_id     text not null primary key references project (id),
    include_locked boolean not null,
    mask           text not null,
    unseen_days    integer not null,
    fixed_days     integer not null,
    retired_days   integer not null,
    stale_days     integer not null
);
