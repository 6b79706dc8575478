-- finding_count counts what happened too: opened DAY, closed DAY (how many findings opened and ended on that day since 1970, events
-- of each host that are kept). Nobody reads the events of 30 days to draw a line of 30 points.
insert into host_finding_count (host_id, numbers)
select distinct host_id, '' from finding_event
where host_id not in (select host_id from host_finding_count);

update host_finding_count
set numbers = numbers || case when numbers = '' then '' else ',' end || (
    select string_agg(subject || '=' || number, ',')
    from (select case when kind in ('found', 'came_back') then 'opened ' else 'closed ' end || (at / 86400000) as subject,
                 count(*) as number
          from finding_event e
          where e.host_id = host_finding_count.host_id and kind in ('found', 'came_back', 'fixed', 'lapsed', 'retired')
          group by 1) each_subject)
where host_id in (select host_id from finding_event where kind in ('found', 'came_back', 'fixed', 'lapsed', 'retired'));

insert into finding_count (project_id, subject, number)
select project_id, case when kind in ('found', 'came_back') then 'opened ' else 'closed ' end || (at / 86400000), count(*)
from finding_event
where kind in ('found', 'came_back', 'fixed', 'lapsed', 'retired')
group by 1, 2;

drop index finding_event_by_day;
