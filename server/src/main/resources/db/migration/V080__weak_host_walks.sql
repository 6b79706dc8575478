-- When the last scan ended is said by the findings themselves: a scan that finds the same again leaves the host's row of
-- the vendor's list alone, so that PostgreSQL can answer from an index without looking into the table.
alter table weak_host drop column scanned_at;

-- The order of the list over every enterprise project, for walking and counting.
create index weak_host_by_name on weak_host (project_id, host_name, host_id, accounts);
