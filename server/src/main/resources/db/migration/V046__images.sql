-- Container images that scanners reported, and the accounts in them.

create table image (
    id                    text not null primary key,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    image_type            text not null,
    registry_type         text not null,
    instance_id           text not null,
    namespace             text ${bycodepoint} not null,
    name                  text ${bycodepoint} not null,
    version               text ${bycodepoint} not null,
    image_id              text ${bycodepoint} not null,
    namespace_folded      text not null,
    name_folded           text not null,
    version_folded        text not null,
    scan_id               text not null,
    latest_scan_time      bigint not null,
    incomplete            text not null,
    unique (project_id, image_type, instance_id, namespace, name, version)
);

create index image_of_project on image (project_id, image_type, namespace, name, version, id);

create table image_finding (
    id                  text not null primary key,
    image               text not null references image (id) on delete cascade,
    service_type        text not null,
    user_name           text ${bycodepoint} not null,
    user_name_folded    text not null,
    store               text not null,
    state               text not null,
    weakness            text not null,
    severity            text not null,
    masked              text not null,
    suggestion          text not null,
    password_changed_at bigint not null,
    layer               text not null,
    listed              boolean not null,
    locked              boolean not null
);

create index image_finding_of_image on image_finding (image, user_name, id);

create table image_password_rules (
    image          text not null primary key references image (id) on delete cascade,
    minimum_length integer not null,
    uppercase      integer not null,
    lowercase      integer not null,
    digits         integer not null,
    special        integer not null
);
