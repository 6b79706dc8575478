-- To search the audit log by how a call ended and by the name of who called. Lines are our own: names in order, quotes within
-- texts escaped, so that such a text is a member. Names of users are printable ASCII without quotes.
alter table audit_entry add column result text not null default '';
alter table audit_entry add column actor_name text not null default '';

update audit_entry set result = case
    when ${position}(line, '"decision":"denied"') > 0 then 'refused'
    when ${position}(line, '"status":2') > 0 or ${position}(line, '"status":3') > 0 then 'succeeded'
    when ${position}(line, '"status":') > 0 then 'failed'
    else '' end;

update audit_entry set actor_name = substr(
    substr(line, ${position}(line, '"actor_name":"') + 14),
    1,
    ${position}(substr(line, ${position}(line, '"actor_name":"') + 14), '"') - 1)
where ${position}(line, '"actor_name":"') > 0;

create index audit_entry_of_result on audit_entry (domain_id, result, seq);
create index audit_entry_of_name on audit_entry (domain_id, actor_name, seq);
