-- An image is a registry's own: two registries may have different images of one name. Where the registry was deleted, its
-- host tells which registry shows the same image later. Of several rows of one image, left by a registry whose kind was
-- changed, the newest is the registry's. Tables are made anew, as SQLite drops no constraint.

create table image_next (
    id                    text not null primary key,
    project_id            text not null references project (id),
    enterprise_project_id text not null,
    registry_id           text not null,
    registry_host         text not null,
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
    scanner               text not null,
    latest_scan_time      bigint not null,
    incomplete            text not null
);

insert into image_next
select id, project_id, enterprise_project_id,
       case
           when exists (
               select 1 from image newer
               where newer.registry_id = image.registry_id and newer.namespace = image.namespace
                 and newer.name = image.name and newer.version = image.version
                 and (newer.latest_scan_time > image.latest_scan_time
                      or newer.latest_scan_time = image.latest_scan_time and newer.id > image.id)
           ) then ''
           else registry_id
       end,
       coalesce((select host from registry where registry.id = image.registry_id), ''),
       image_type, registry_type, instance_id, namespace, name, version, image_id, namespace_folded, name_folded,
       version_folded, scan_id, scanner, latest_scan_time, incomplete
from image;

create table image_finding_next (
    id                  text not null primary key,
    image               text not null references image_next (id) on delete cascade,
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
    word                text not null,
    listed              boolean not null,
    locked              boolean not null
);

insert into image_finding_next
select id, image, service_type, user_name, user_name_folded, store, state, weakness, severity, masked, suggestion,
       password_changed_at, layer, word, listed, locked
from image_finding;

create table image_password_rules_next (
    image          text not null primary key references image_next (id) on delete cascade,
    minimum_length integer not null,
    uppercase      integer not null,
    lowercase      integer not null,
    digits         integer not null,
    special        integer not null
);

insert into image_password_rules_next
select image, minimum_length, uppercase, lowercase, digits, special from image_password_rules;

drop table image_password_rules;
drop table image_finding;
drop table image;

alter table image_next rename to image;
alter table image_finding_next rename to image_finding;
alter table image_password_rules_next rename to image_password_rules;

create unique index image_of_registry on image (registry_id, namespace, name, version) where registry_id <> '';
create index image_of_project on image (project_id, image_type, namespace, name, version, id);
create index image_finding_of_image on image_finding (image, user_name, id);
create index image_finding_of_word on image_finding (word) where word <> '';
