-- finding_count counts more, so that nobody reads the events of 30 days to draw a line of 30 points, or a million findings to say
-- what a policy would have stopped:
--   make LENGTH CLASSES LONGEST_RUN WEAKNESS (open ones), opened DAY, closed DAY (how many findings opened and ended on that day
--   since 1970, by the events that are kept)
delete from finding_count;
delete from host_finding_count;

create table counted_subject as
select project_id, host_id, 'open ' || severity || ' ' || service_type || ' ' || weakness as subject
from finding where fixed_at is null
union all
select project_id, host_id, 'ended ' || severity || ' ' || service_type || ' ' || weakness
from finding where fixed_at is not null
union all
select project_id, host_id, 'day ' || (first_seen_at / 86400000) from finding where fixed_at is null
union all
select project_id, host_id, 'make ' || length || ' ' || classes || ' ' || longest_run || ' ' || weakness
from finding where fixed_at is null
union all
select project_id, host_id, 'opened ' || (at / 86400000) from finding_event where kind in ('found', 'came_back')
union all
select project_id, host_id, 'closed ' || (at / 86400000) from finding_event where kind in ('fixed', 'lapsed', 'retired');

insert into finding_count (project_id, subject, number)
select project_id, subject, count(*) from counted_subject group by project_id, subject;

insert into host_finding_count (host_id, numbers)
select host_id, string_agg(subject || '=' || number, ',')
from (select host_id, subject, count(*) as number from counted_subject group by host_id, subject) each_subject
group by host_id;

drop table counted_subject;

-- Each cost every new finding an entry.
drop index finding_event_by_day;
drop index finding_by_strength;

-- Hosts are found by a part of their names without a look into the table.
drop index host_by_name;
create index host_by_name on host (project_id, name, id, retired_at, name_folded, group_id) where retired_at is null;
