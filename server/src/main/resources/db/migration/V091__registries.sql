-- Registries of images, and how scanners log in to them: the login is sealed for its own row.
create table registry (
    id                    text not null primary key,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    name                  text ${bycodepoint} not null,
    host                  text not null,
    image_type            text not null,
    registry_type         text not null,
    instance_id           text not null,
    plain_http            boolean not null,
    private_addresses     boolean not null,
    allowed_hosts         text not null,
    authority             text not null,
    login                 ${bytes},
    created_at            bigint not null,
    last_used_at          bigint not null,
    unique (project_id, name)
);

-- Which registry an image was read from and which scanner read it last; '' when that is not known.
alter table image add column registry_id text not null default '';
alter table image add column scanner text not null default '';

-- Which custom word a finding is: a digest that only this server can compute.
alter table image_finding add column word text not null default '';

create index image_finding_of_word on image_finding (word) where word <> '';
