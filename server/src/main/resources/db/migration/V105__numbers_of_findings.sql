-- How many findings a project has, so that nobody counts a million rows to show a page. A subject is one of
--   open SEVERITY SERVICE WEAKNESS, ended SEVERITY SERVICE WEAKNESS, day DAY (open ones, first seen on that day since 1970)
-- Kept by the difference of one host at a time, in the transaction that changes its findings.
create table finding_count (
    project_id text not null references project (id),
    subject    text ${bycodepoint} not null,
    number     bigint not null,
    primary key (project_id, subject)
) ${clustered};

-- What of it is of one host: SUBJECT=NUMBER, with commas between.
create table host_finding_count (
    host_id text not null primary key references host (id),
    numbers text not null
);

insert into finding_count (project_id, subject, number)
select project_id, subject, count(*)
from (select project_id, 'open ' || severity || ' ' || service_type || ' ' || weakness as subject
      from finding where fixed_at is null
      union all
      select project_id, 'ended ' || severity || ' ' || service_type || ' ' || weakness
      from finding where fixed_at is not null
      union all
      select project_id, 'day ' || (first_seen_at / 86400000) from finding where fixed_at is null) each_finding
group by project_id, subject;

insert into host_finding_count (host_id, numbers)
select host_id, string_agg(subject || '=' || number, ',')
from (select host_id, subject, count(*) as number
      from (select host_id, 'open ' || severity || ' ' || service_type || ' ' || weakness as subject
            from finding where fixed_at is null
            union all
            select host_id, 'ended ' || severity || ' ' || service_type || ' ' || weakness
            from finding where fixed_at is not null
            union all
            select host_id, 'day ' || (first_seen_at / 86400000) from finding where fixed_at is null) each_finding
      group by host_id, subject) each_subject
group by host_id;

-- The list of findings is walked in its order, with all that its filters ask, without a look into the table.
drop index finding_by_age;
create index finding_by_age on finding
    (project_id, first_seen_at, host_id, id, fixed_at, severity, service_type, weakness, user_folded);

drop index finding_of_shared_group;
create index finding_of_shared_group on finding (project_id, shared_group, host_id, severity, fixed_at)
    where shared_group <> '' and fixed_at is null;

drop index finding_event_by_day;
create index finding_event_by_day on finding_event (project_id, at, kind);

-- Hosts by name, and how many there are. Of conditions that an index stands under SQLite wants the column in it too.
create index host_by_name on host (project_id, name, id, retired_at) where retired_at is null;
create index host_retired on host (project_id, id, retired_at) where retired_at is not null;
create index host_scan_by_time on host_scan (project_id, finished_at, host_id);
create index scanned_store_incomplete on scanned_store (host_id, id) where incomplete <> '';

create index audit_entry_of_kind on audit_entry (domain_id, kind, seq);
