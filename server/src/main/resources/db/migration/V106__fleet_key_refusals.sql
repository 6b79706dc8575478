-- Copies of the fleet's key that a recipient could not open: their sender is asked no more for that recipient, nor, after several, for anybody.
create table fleet_key_refusal (
    agent_id  text not null references agent (id),
    sender_id text not null references agent (id),
    key_id    text not null,
    primary key (agent_id, sender_id)
);

create index fleet_key_refusal_of_sender on fleet_key_refusal (sender_id, key_id);
