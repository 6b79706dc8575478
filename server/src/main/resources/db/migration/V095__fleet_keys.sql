-- The keys with which the agents of a project mark passwords: their ids and nothing of themselves. One holds; an ended one never comes back.
create table fleet_key (
    project_id text not null references project (id),
    key_id     text not null,
    maker_id   text not null references agent (id),
    made_at    bigint not null,
    given_at   bigint not null,
    ended_at   bigint,
    primary key (project_id, key_id)
);

create unique index fleet_key_in_use on fleet_key (project_id) where ended_at is null;

-- Which key an agent made, has or was sent, and the copy that waits for it, sealed by another agent. wanted_at is 0 for one that lacks
-- nothing, asked_at when somebody was last asked to seal for it.
create table fleet_key_member (
    agent_id   text not null primary key references agent (id),
    project_id text not null references project (id),
    key_id     text not null,
    held       boolean not null,
    sender_id  text not null,
    sealed     text not null,
    wanted_at  bigint not null,
    asked_at   bigint not null
);

create index fleet_key_member_of_key on fleet_key_member (project_id, key_id);
create index fleet_key_member_wanting on fleet_key_member (project_id, wanted_at) where wanted_at > 0;
