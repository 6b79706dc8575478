-- What hosts demand of new passwords, as their last scan that could read it found.

create table host_password_rules (
    host_id        text not null primary key references host (id) on delete cascade,
    minimum_length integer not null,
    uppercase      integer not null,
    lowercase      integer not null,
    digits         integer not null,
    special        integer not null,
    updated_at     bigint not null,
    ignored        boolean not null
);
